/** The running system from outside: real processes, a real database, a real broker, signals. */
@org.jspecify.annotations.NullMarked
package dev.errand.standalone.system;
