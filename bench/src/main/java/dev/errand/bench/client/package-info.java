/** Programs that put load on Errand from a process of their own. They need nothing but the JDK. */
@org.jspecify.annotations.NullMarked
package dev.errand.bench.client;
