/** Jobs over HTTP: submit, watch, and change one's mind. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.jobs;
