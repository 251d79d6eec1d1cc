package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails through a real mail server, and past one that hangs. */
class MailIT {
  private static final String PASSWORD = "correct horse staples";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern LINK = Pattern.compile("https?://\\S+\\?token=([A-Za-z0-9_-]+)");
  private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

  @TempDir private Path directory;

  @Test
  void linksAndCodesOfRealMailsWork() {
    GreenMail mailServer = new GreenMail(smtp(0));
    mailServer.start();
    try (Installation errand = install(mailServer.getSmtp().getPort())) {
      Client somebody = Client.stranger(errand.api());
      signUp(somebody, "ada@example.org").as(202);
      String verify = text(mailServer, "ada@example.org", "Your Errand code");
      somebody.post("/api/v1/auth/verify/" + first(LINK, verify, 1), Map.of()).as(200);

      forgot(somebody, "ada@example.org").as(202);
      String reset = text(mailServer, "ada@example.org", "Choose a new password");
      somebody
          .post(
              "/api/v1/auth/reset-password",
              Map.of(
                  "email", "ada@example.org",
                  "code", first(CODE, reset, 0),
                  "password", "another horse entirely"))
          .as(204);
      Client.login(errand.api(), "ada@example.org", "another horse entirely");
      assertThat(somebody.get("/dev/mail").status()).isEqualTo(404);
    } finally {
      mailServer.stop();
    }
  }

  @Test
  void aMailServerThatHangsDelaysNothingButMails() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Installation errand = install(silent.getLocalPort())) {
      int port = silent.getLocalPort();
      Client somebody = Client.stranger(errand.api());
      Duration longest =
          IntStream.range(0, 40)
              .mapToObj(i -> time(() -> forgot(somebody, Installation.ADMIN).as(202)))
              .max(Duration::compareTo)
              .orElseThrow();
      Client admin = errand.admin();
      Duration job =
          time(() -> admin.awaitFinal(admin.submitId(Map.of("type", "noop", "data", Map.of()))));

      // The mail server is given 15 s, and forty mails would hold every slot that there is.
      assertThat(longest).isLessThan(Duration.ofSeconds(5));
      assertThat(job).isLessThan(Duration.ofSeconds(5));
      silent.close();
      GreenMail mailServer = new GreenMail(smtp(port));
      mailServer.start();
      try {
        text(mailServer, Installation.ADMIN, "Choose a new password");
      } finally {
        mailServer.stop();
      }
    }
  }

  private Installation install(int smtpPort) {
    return Installation.oneProcess(
        directory.resolve("data"),
        Map.of(
            "ERRAND_SMTP_HOST", "127.0.0.1",
            "ERRAND_SMTP_PORT", Integer.toString(smtpPort),
            "ERRAND_SMTP_SECURITY", "none",
            "ERRAND_SMTP_TIMEOUT", "3s",
            "ERRAND_MAIL_FROM", "errand@example.org",
            "ERRAND_LIMITS_MAILS", "1000/h"));
  }

  private static ServerSetup smtp(int port) {
    return new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
  }

  private static Reply signUp(Client somebody, String email) {
    return somebody.post("/api/v1/auth/signup", Map.of("email", email, "password", PASSWORD));
  }

  private static Reply forgot(Client somebody, String email) {
    return somebody.post("/api/v1/auth/forgot-password", Map.of("email", email));
  }

  private static Duration time(Runnable work) {
    long before = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - before);
  }

  private static String text(GreenMail server, String to, String subject) {
    return await("mail to " + to)
        .atMost(SOON)
        .until(() -> find(server, to, subject), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<String> find(GreenMail server, String to, String subject)
      throws MessagingException, IOException {
    for (MimeMessage mail : server.getReceivedMessages()) {
      boolean itsTo =
          Arrays.stream(mail.getAllRecipients()).map(Address::toString).anyMatch(to::equals);
      if (itsTo && mail.getSubject().startsWith(subject)) {
        return Optional.of(mail.getContent().toString());
      }
    }
    return Optional.empty();
  }

  private static String first(Pattern pattern, String text, int group) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(group);
  }
}
