/** Time, ids and chance, handed in. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.chance;
