package dev.errand.api.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in of the caller.
 *
 * @param device such as {@code Firefox on Linux}
 * @param address where it began
 * @param lastSeenAt when its tokens were made anew last
 * @param current whether it is the one that asks
 */
record SessionView(
    UUID id,
    String device,
    @Nullable String address,
    Instant createdAt,
    Instant lastSeenAt,
    boolean current) {

  static SessionView of(SessionEntity session, UUID current) {
    return new SessionView(
        session.id,
        DeviceName.of(session.device),
        session.address,
        session.createdAt,
        session.lastSeenAt,
        session.id.equals(current));
  }
}
