/** Where users may have Errand call: the same for who registers an address and for who calls it. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.outgoing;
