/** Whether a sign-in still counts. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.session;
