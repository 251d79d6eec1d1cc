package dev.errand.worker.mail;

import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.TimeUnit;

/** How the mail client is to speak with the operator's server. */
final class SmtpOptions {
  // As many as the queue of mails runs at once.
  private static final int CONNECTIONS = 8;

  private SmtpOptions() {}

  static MailConfig of(SmtpConfig config, String host) {
    MailConfig options =
        new MailConfig(host, config.port().orElse(config.security().port()))
            .setMaxPoolSize(CONNECTIONS)
            .setKeepAlive(false)
            // With it the client takes an answer of several lines for several answers, and would
            // miss that an address was refused.
            .setPipelining(false);
    limitTime(options, Math.toIntExact(config.timeout().toMillis()));
    encrypt(options, config.security());
    authenticate(options, config);
    return options;
  }

  // The idle time-out is what frees the place of a connection whose server says nothing.
  private static void limitTime(MailConfig options, int millis) {
    options
        .setConnectTimeout(millis)
        .setIdleTimeout(millis)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setSslHandshakeTimeout(millis)
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  private static void encrypt(MailConfig options, SmtpConfig.Security security) {
    switch (security) {
      case STARTTLS -> options.setStarttls(StartTLSOptions.REQUIRED);
      case TLS -> options.setStarttls(StartTLSOptions.DISABLED).setSsl(true);
      case NONE -> options.setStarttls(StartTLSOptions.DISABLED);
    }
    options.setHostnameVerificationAlgorithm("HTTPS");
  }

  private static void authenticate(MailConfig options, SmtpConfig config) {
    if (config.username().isEmpty()) {
      options.setLogin(LoginOption.DISABLED);
      return;
    }
    options
        .setLogin(LoginOption.REQUIRED)
        .setUsername(config.username().get())
        .setPassword(config.password().orElse(""))
        // Not XOAUTH2, which servers offer to those who have a token instead of a password.
        .setAuthMethods("PLAIN LOGIN CRAM-MD5 CRAM-SHA1 CRAM-SHA256 DIGEST-MD5 NTLM");
  }
}
