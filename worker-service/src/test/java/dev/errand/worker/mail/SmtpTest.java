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
import io.vertx.mutiny.core.Vertx;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real mail server, and against some that misbehave. */
class SmtpTest {
  @RegisterExtension
  static final GreenMailExtension SERVER =
      new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private static final Vertx VERTX = Vertx.vertx();
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  private static final JobId JOB = new JobId(new UUID(1, 2));
  private static final Mail LETTER =
      new Mail("ada@example.org", "Grüße", "Hello,\n\nit is ☀.\n", List.of(), List.of());

  private final List<Smtp> opened = new ArrayList<>();

  @AfterEach
  void closeClients() {
    opened.forEach(Smtp::close);
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().await().atMost(Duration.ofSeconds(10));
  }

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
  void connectionsToAServerThatHungTakeNoPlaceFromTheNext() throws Exception {
    AtomicBoolean well = new AtomicBoolean();
    try (ServerSocket server =
            serving(
                client -> {
                  if (well.get()) {
                    converse(client, "nothing", "");
                  } else {
                    client.getInputStream().read();
                  }
                });
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Smtp smtp = smtp(server.getLocalPort());
      List<Future<?>> mails =
          Stream.<Future<?>>generate(() -> threads.submit(() -> sent(smtp))).limit(12).toList();
      for (Future<?> mail : mails) {
        assertThatThrownBy(mail::get).hasCauseInstanceOf(IOException.class);
      }

      well.set(true);

      smtp.send(LETTER, JOB);
    }
  }

  @Test
  void aServerThatIsAwayMayBeTriedAgain() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertThatThrownBy(() -> smtp(port).send(LETTER, JOB)).isInstanceOf(IOException.class);
  }

  @Test
  void anAddressWithoutAMailboxIsNotTriedAgain() throws Exception {
    try (ServerSocket server =
        answering("RCPT", "550-5.1.1 no such user,\r\n550 5.1.1 <ada@example.org>")) {
      assertThatThrownBy(() -> smtp(server.getLocalPort()).send(LETTER, JOB))
          .isInstanceOf(PermanentFailure.class)
          .hasMessageNotContaining("ada");
    }
  }

  @Test
  void aFullMailboxIsTriedAgain() throws Exception {
    try (ServerSocket server = answering("RCPT", "452 4.2.2 <ada@example.org> is full")) {
      assertThatThrownBy(() -> smtp(server.getLocalPort()).send(LETTER, JOB))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("452")
          .hasMessageNotContaining("ada");
    }
  }

  @Test
  void aSenderWhoIsRefusedIsTriedAgain() throws Exception {
    try (ServerSocket server = answering("MAIL", "550 5.7.1 not you")) {
      assertThatThrownBy(() -> smtp(server.getLocalPort()).send(LETTER, JOB))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not you");
    }
  }

  @Test
  void aServerThatNeverComesToItsPointIsGivenUp() throws Exception {
    try (ServerSocket server = serving(SmtpTest::stall)) {
      assertThatThrownBy(() -> smtp(server.getLocalPort()).send(LETTER, JOB))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("PT2S");
    }
  }

  @Test
  void aHostMayHaveAnyLetters() throws Exception {
    Mail abroad = new Mail("ada@bücher.example", "Hello", "Hello", List.of(), List.of());

    smtp(SERVER.getSmtp().getPort()).send(abroad, JOB);

    assertThat(SERVER.getReceivedMessages()[0].getAllRecipients()[0])
        .hasToString("ada@xn--bcher-kva.example");
  }

  @Test
  void withoutEncryptionNothingIsSentUnlessTheOperatorSaysSo() {
    assertThatThrownBy(() -> smtp(SERVER.getSmtp().getPort(), Security.STARTTLS).send(LETTER, JOB))
        .isInstanceOf(IOException.class);
    assertThat(SERVER.getReceivedMessages()).isEmpty();
  }

  private static boolean sent(Smtp smtp) throws IOException {
    smtp.send(LETTER, JOB);
    return true;
  }

  private interface Conversation {
    void with(Socket client) throws IOException;
  }

  private static ServerSocket answering(String command, String answer) throws IOException {
    return serving(client -> converse(client, command, answer));
  }

  private static ServerSocket serving(Conversation conversation) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(server, conversation));
    return server;
  }

  private static void serve(ServerSocket server, Conversation conversation) {
    try {
      while (true) {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> hold(client, conversation));
      }
    } catch (IOException over) {
      // The test is done with it.
    }
  }

  private static void hold(Socket client, Conversation conversation) {
    try (client) {
      conversation.with(client);
    } catch (IOException over) {
      // The client hung up.
    }
  }

  // Speaks as much SMTP as it takes to refuse a command.
  private static void converse(Socket client, String command, String answer) throws IOException {
    Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII);
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    say(out, "220 here");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String fine = line.startsWith("EHLO") ? "250-here\r\n250 PIPELINING" : "250 fine";
      say(out, line.startsWith(command) ? answer : fine);
    }
  }

  // Begins to greet, and adds a line whenever the client has listened for a while.
  private static void stall(Socket client) throws IOException {
    Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.US_ASCII);
    client.setSoTimeout(100);
    boolean listening = true;
    while (listening) {
      say(out, "220-one moment");
      try {
        listening = client.getInputStream().read() >= 0;
      } catch (SocketTimeoutException quiet) {
        // It still listens.
      }
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

  private Smtp smtp(int port) {
    return smtp(port, Security.NONE);
  }

  private Smtp smtp(int port, Security security) {
    Smtp smtp =
        new Smtp(
            new Server(port, security),
            new Sender(false, "Errand <errand@example.org>"),
            Clock.fixed(NOW, ZoneOffset.UTC),
            VERTX);
    opened.add(smtp);
    return smtp;
  }
}
