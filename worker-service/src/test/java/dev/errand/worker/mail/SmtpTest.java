package dev.errand.worker.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import dev.errand.live.mail.Mail;
import dev.errand.live.mail.MailConfig;
import dev.errand.model.job.JobId;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.mail.SmtpConfig.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real mail server, and against some that misbehave. */
class SmtpTest {
  @RegisterExtension
  static final GreenMailExtension SERVER =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final JobId JOB = new JobId(new UUID(1, 2));
  private static final Mail LETTER =
      new Mail("ada@example.org", "Grüße", "Hello,\n\nit is ☀.\n", List.of(), List.of());

  @Test
  void aMailArrivesAsItWasWritten() throws Exception {
    smtp(SERVER.getSmtp().getPort()).send(LETTER, JOB);

    MimeMessage arrived = SERVER.getReceivedMessages()[0];
    assertThat(arrived.getSubject()).isEqualTo("Grüße");
    assertThat(arrived.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo(LETTER.text().strip());
    assertThat(arrived.getFrom()[0].toString()).isEqualTo("Errand <errand@example.org>");
    assertThat(arrived.getAllRecipients()).hasSize(1);
    assertThat(arrived.getSentDate().toInstant()).isEqualTo(NOW);
    assertThat(arrived.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(arrived.getMessageID()).isEqualTo("<" + JOB + "@example.org>");
  }

  @Test
  void aServerThatHangsIsGivenUpAndTakesNothingFromTheNext() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Smtp smtp = smtp(silent.getLocalPort());
      for (int tries = 0; tries < 12; tries++) {
        assertThatThrownBy(() -> smtp.send(LETTER, JOB)).isInstanceOf(MessagingException.class);
      }
    }
    smtp(SERVER.getSmtp().getPort()).send(LETTER, JOB);
    assertThat(SERVER.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aServerThatIsAwayMayBeTriedAgain() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> smtp(port).send(LETTER, JOB)).isInstanceOf(MessagingException.class);
  }

  @Test
  void anAddressWithoutAMailboxIsNotTriedAgain() throws Exception {
    try (ServerSocket server = answering("550 5.1.1 no such user")) {
      assertThatThrownBy(() -> smtp(server.getLocalPort()).send(LETTER, JOB))
          .isInstanceOf(PermanentFailure.class)
          .hasMessageNotContaining("ada");
    }
  }

  @Test
  void aFullMailboxIsTriedAgain() throws Exception {
    try (ServerSocket server = answering("452 4.2.2 full")) {
      assertThatThrownBy(() -> smtp(server.getLocalPort()).send(LETTER, JOB))
          .isInstanceOf(MessagingException.class);
    }
  }

  @Test
  void withoutEncryptionNothingIsSentUnlessTheOperatorSaysSo() {
    assertThatThrownBy(() -> smtp(SERVER.getSmtp().getPort(), Security.STARTTLS).send(LETTER, JOB))
        .isInstanceOf(MessagingException.class);
    assertThat(SERVER.getReceivedMessages()).isEmpty();
  }

  // Speaks as much SMTP as it takes to refuse a recipient.
  private static ServerSocket answering(String toRecipient) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(
            () -> {
              try (Socket client = server.accept()) {
                converse(client, toRecipient);
              } catch (IOException over) {
                // The test is done with it.
              }
            });
    return server;
  }

  private static void converse(Socket client, String toRecipient) throws IOException {
    Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII);
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    say(out, "220 here");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      say(out, line.startsWith("RCPT") ? toRecipient : "250 fine");
    }
  }

  private static void say(Writer out, String line) throws IOException {
    out.write(line + "\r\n");
    out.flush();
  }

  private record Server(int listening, Security security) implements SmtpConfig {
    @Override
    public Optional<String> host() {
      return Optional.of("127.0.0.1");
    }

    @Override
    public OptionalInt port() {
      return OptionalInt.of(listening);
    }

    @Override
    public Optional<String> username() {
      return Optional.empty();
    }

    @Override
    public Optional<String> password() {
      return Optional.empty();
    }

    @Override
    public Duration timeout() {
      return Duration.ofMillis(500);
    }
  }

  private record Sender(boolean capture, String from) implements MailConfig {}

  private static Smtp smtp(int port) {
    return smtp(port, Security.NONE);
  }

  private static Smtp smtp(int port, Security security) {
    return new Smtp(
        new Server(port, security),
        new Sender(false, "Errand <errand@example.org>"),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
