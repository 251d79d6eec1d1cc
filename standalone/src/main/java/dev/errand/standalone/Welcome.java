package dev.errand.standalone;

import dev.errand.live.start.DemoLogins;
import org.eclipse.microprofile.config.Config;

/**
 * What is printed when everything is up.
 *
 * @param data where the jobs are kept, in words
 * @param demoUser whether the demo user can log in
 * @param demoAdmin whether the demo administrator can; an operator may have named another one
 * @param mailsShown whether mails are shown instead of sent
 */
record Welcome(
    String address, String data, boolean demoUser, boolean demoAdmin, boolean mailsShown) {

  static Welcome from(Config config) {
    String host = config.getValue("quarkus.http.host", String.class);
    int port = config.getValue("quarkus.http.port", Integer.class);
    return new Welcome(
        "http://%s:%d".formatted(host.equals("0.0.0.0") ? "localhost" : host, port),
        config.getValue(ServiceSettings.DATA, String.class),
        config.getValue("errand.demo", Boolean.class),
        config
            .getOptionalValue("errand.admin.email", String.class)
            .filter(DemoLogins.ADMIN_EMAIL::equals)
            .isPresent(),
        config.getOptionalValue("errand.mail.capture", Boolean.class).orElse(false));
  }

  String text() {
    StringBuilder text = new StringBuilder("\nErrand is up at %s\n".formatted(address));
    if (demoUser) {
      text.append(logins());
      text.append("\nSubmit a job (paste the whole line):\n\n  %s\n".formatted(curl()));
    }
    if (mailsShown) {
      text.append("\nMails are not sent but shown at %s/dev/mail\n".formatted(address));
    }
    return text.append("\nData is kept in %s\n".formatted(data))
        .append(demoUser ? "One process, known logins, no TLS" : "One process, no TLS")
        .append(": not for production.\n")
        .toString();
  }

  private String logins() {
    String user = "  user   %-18s %s\n".formatted(DemoLogins.USER_EMAIL, DemoLogins.USER_PASSWORD);
    String admin =
        "  admin  %-18s %s\n".formatted(DemoLogins.ADMIN_EMAIL, DemoLogins.ADMIN_PASSWORD);
    return "\n" + user + (demoAdmin ? admin : "");
  }

  /** Logs in as the demo user and submits a job, with nothing but curl and sed. */
  private String curl() {
    String json = "-H 'Content-Type: application/json'";
    String login =
        "curl -s %s/api/v1/auth/login %s -d '{\"login\":\"%s\",\"password\":\"%s\"}'"
            .formatted(address, json, DemoLogins.USER_EMAIL, DemoLogins.USER_PASSWORD);
    String token = login + " | sed 's/.*\"accessToken\" *: *\"\\([^\"]*\\)\".*/\\1/'";
    String job = "{\"type\":\"simulate\",\"data\":{\"durationMs\":5000}}";
    return "curl -s %s/api/v1/jobs %s -H \"Authorization: Bearer $(%s)\" -d '%s'"
        .formatted(address, json, token, job);
  }
}
