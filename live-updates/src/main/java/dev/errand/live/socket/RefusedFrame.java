package dev.errand.live.socket;

import org.jspecify.annotations.Nullable;

/** A frame that is answered with an error; the socket stays open. */
final class RefusedFrame extends RuntimeException {
  static final String MALFORMED = "malformed_frame";
  static final String UNKNOWN_TOPIC = "unknown_topic";
  static final String NOT_FOUND = "not_found";
  static final String FORBIDDEN = "forbidden";
  static final String TOO_MANY = "too_many_subscriptions";
  static final String DUPLICATE = "duplicate_subscription";
  static final String UNAVAILABLE = "unavailable";

  private final @Nullable String id;
  private final String code;

  /**
   * @param id of the subscription that it is about, if the frame named one
   */
  RefusedFrame(@Nullable String id, String code, String detail) {
    super(detail, null, false, false);
    this.id = id;
    this.code = code;
  }

  @Nullable String id() {
    return id;
  }

  String code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
