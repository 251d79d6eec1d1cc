/** What people prove by something that was sent to them. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.challenge;
