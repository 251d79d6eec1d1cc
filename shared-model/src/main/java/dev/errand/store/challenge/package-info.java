/**
 * Links and codes that prove something once. Both services write them, each by single statements.
 */
@org.jspecify.annotations.NullMarked
package dev.errand.store.challenge;
