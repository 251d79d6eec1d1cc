package dev.errand.standalone;

/** Logins that everybody knows, for a system that only this machine can reach. */
final class DemoLogins {
  static final String USER_EMAIL = "demo@example.com";
  static final String USER_PASSWORD = "errand-demo-user";
  static final String ADMIN_EMAIL = "admin@example.com";
  static final String ADMIN_PASSWORD = "errand-demo-admin";

  private DemoLogins() {}
}
