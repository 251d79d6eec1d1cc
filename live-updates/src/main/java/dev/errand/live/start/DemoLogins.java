package dev.errand.live.start;

import java.util.List;

/** Logins that everybody knows, for a system that only this machine can reach. */
public final class DemoLogins {
  public static final String USER_EMAIL = "demo@example.com";
  public static final String USER_PASSWORD = "errand-demo-user";
  public static final String ADMIN_EMAIL = "admin@example.com";
  public static final String ADMIN_PASSWORD = "errand-demo-admin";

  /** The addresses that the demo's people have where nobody gave them others. */
  public static final List<String> EMAILS = List.of(USER_EMAIL, ADMIN_EMAIL);

  /** The passwords that are no secret. */
  public static final List<String> PASSWORDS = List.of(USER_PASSWORD, ADMIN_PASSWORD);

  private DemoLogins() {}
}
