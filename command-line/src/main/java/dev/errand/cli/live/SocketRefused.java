package dev.errand.cli.live;

/** There is no live socket. */
public final class SocketRefused extends RuntimeException {
  private static final int UNAUTHORIZED = 401;

  private final int status;

  /**
   * @param status that the server answered with; 0 when there was no answer
   */
  SocketRefused(int status, String why) {
    super(why, null, false, false);
    this.status = status;
  }

  /** Whether another login may do. */
  public boolean isUnauthorized() {
    return status == UNAUTHORIZED;
  }

  /** Whether something on the way, or the server, wants no socket at all. */
  public boolean isForGood() {
    return status >= 400 && status < 500 && status != 429 && !isUnauthorized();
  }

  public String why() {
    return String.valueOf(getMessage());
  }
}
