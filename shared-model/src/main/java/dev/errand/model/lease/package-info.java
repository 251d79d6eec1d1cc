/** Time-bounded exclusive rights to an attempt. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.lease;
