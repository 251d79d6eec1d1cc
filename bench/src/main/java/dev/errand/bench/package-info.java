/** Measures Errand on this machine, with nothing faked and nothing switched off. */
@org.jspecify.annotations.NullMarked
package dev.errand.bench;
