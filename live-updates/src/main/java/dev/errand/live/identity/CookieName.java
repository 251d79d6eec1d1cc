package dev.errand.live.identity;

/** The cookies of a session. Over HTTPS and over plain HTTP their names differ. */
public enum CookieName {
  ACCESS,
  REFRESH;

  /**
   * The name on the wire. {@code __Host-} makes browsers refuse a cookie that another host or a
   * plain connection has set (RFC 6265bis §4.1.3.2).
   */
  public String wire(CookieConfig config) {
    String plain = this == ACCESS ? "errand_access" : "errand_refresh";
    return config.secure() ? "__Host-" + plain : plain;
  }
}
