/** Live news for WebSocket clients. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.socket;
