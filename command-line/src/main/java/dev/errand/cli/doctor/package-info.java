/** Says what is wrong, and what to do about it. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.doctor;
