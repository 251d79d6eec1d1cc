/** Which addresses that users name may be called. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.outgoing;
