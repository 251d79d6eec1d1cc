/** Who owns rows, and who is asking. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.tenant;
