package dev.errand.worker.outgoing;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param headers by name in lower case, cut to what can be kept
 * @param body as text, cut after 64 KiB
 * @param cut whether there was more of it
 */
public record OutgoingAnswer(int status, Map<String, String> headers, String body, boolean cut) {

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether the same request may succeed later, by RFC 9110 and RFC 6585. */
  public boolean isPassing() {
    return status >= 500 || status == 408 || status == 425 || status == 429;
  }

  /** How long the other side asked to be left alone. */
  public Optional<Duration> retryAfter(Clock clock) {
    return Optional.ofNullable(headers.get("retry-after"))
        .flatMap(value -> RetryAfterHeader.read(value, clock.instant()));
  }
}
