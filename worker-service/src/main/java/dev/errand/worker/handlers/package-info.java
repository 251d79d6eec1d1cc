/** What a handler is, how it is found, and the ones that come along. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.handlers;
