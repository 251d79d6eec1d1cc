package dev.errand.worker.outgoing;

import dev.errand.model.outgoing.OutgoingUrl;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to an address that a user named.
 *
 * @param headers by name; {@link RequestHeaders} says which there may be
 * @param timeout for all of it, from the look-up of the name to the last byte
 */
public record OutgoingCall(
    String method,
    OutgoingUrl url,
    Map<String, String> headers,
    @Nullable String body,
    Duration timeout) {
  /** The longest that a call may take. */
  public static final Duration LONGEST = Duration.ofSeconds(15);

  public OutgoingCall {
    RequestHeaders.require(headers);
    headers = Map.copyOf(headers);
    timeout = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
  }
}
