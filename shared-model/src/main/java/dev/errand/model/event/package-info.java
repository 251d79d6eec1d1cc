/** News about jobs: the only payloads on channels and sockets. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.event;
