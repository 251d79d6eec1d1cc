package dev.errand.worker.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.outgoing.AddressRefused;
import dev.errand.model.outgoing.OutgoingUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receivers that hang, lead elsewhere, never end, and names that change their mind. */
class OutgoingCallsTest {
  private static final String LOCAL = "127.0.0.1/32";

  private final Names names = new Names();
  private Receiver receiver;

  @BeforeEach
  void start() {
    receiver = new Receiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aRequestArrivesAsItWasMeant() throws Exception {
    OutgoingAnswer answer =
        names.then("127.0.0.1").calls(LOCAL).send(call("POST", "/a?b=c", "{\"n\":1}"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
    assertThat(answer.cut()).isFalse();
    assertThat(receiver.last().method()).isEqualTo("POST");
    assertThat(receiver.last().path()).isEqualTo("/a?b=c");
    assertThat(receiver.last().body()).isEqualTo("{\"n\":1}");
    assertThat(receiver.last().headers())
        .containsEntry("X-One", "1")
        .containsEntry("Host", "receiver.test:" + receiver.port());
  }

  @Test
  void aPrivateAddressIsNotCalled() {
    OutgoingCalls calls = names.then("127.0.0.1").calls();

    assertThatThrownBy(() -> calls.send(get("/"))).isInstanceOf(AddressRefused.class);
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void aNameWithOnePrivateAddressAmongPublicOnesIsNotCalled() {
    OutgoingCalls calls = names.then("93.184.215.14", "127.0.0.1").calls();

    assertThatThrownBy(() -> calls.send(get("/"))).isInstanceOf(AddressRefused.class);
  }

  @Test
  void aNameThatTurnsInwardIsNotFollowed() throws Exception {
    names.then("127.0.0.1").then("127.0.0.2");
    OutgoingCalls calls = names.calls(LOCAL);
    assertThat(calls.send(get("/")).status()).isEqualTo(200);

    assertThatThrownBy(() -> calls.send(get("/"))).isInstanceOf(AddressRefused.class);

    assertThat(receiver.received()).hasSize(1);
  }

  @Test
  void theConnectionGoesToTheAddressThatWasVetted() throws Exception {
    names.then("127.0.0.1").then("127.0.0.2");

    assertThat(names.calls(LOCAL).send(get("/")).status()).isEqualTo(200);

    assertThat(names.questions()).as("a second look-up could be answered otherwise").isOne();
  }

  @Test
  void aRedirectIsAnAnswerLikeOthers() throws Exception {
    receiver.answers(
        302, Map.of("Location", "http://127.0.0.1:" + receiver.port() + "/latest/meta-data"));

    OutgoingAnswer answer = names.then("127.0.0.1").calls(LOCAL).send(get("/hook"));

    assertThat(answer.status()).isEqualTo(302);
    assertThat(receiver.received()).extracting(Receiver.Received::path).containsExactly("/hook");
  }

  @Test
  void ofAnEndlessAnswerTheBeginningIsRead() throws Exception {
    receiver.answersForEver();

    OutgoingAnswer answer = names.then("127.0.0.1").calls(LOCAL).send(get("/"));

    assertThat(answer.body()).hasSize(64 << 10);
    assertThat(answer.cut()).isTrue();
    assertThat(receiver.written()).isLessThan(64 << 20);
  }

  @Test
  void whoHangsIsGivenUp() {
    receiver.hangs();
    OutgoingCalls calls = names.then("127.0.0.1").calls(LOCAL);
    var call = new OutgoingCall("GET", url("/"), Map.of(), null, Duration.ofMillis(300));

    assertThatThrownBy(() -> calls.send(call))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("in time");
  }

  @Test
  void whoHangsKeepsNoOtherWaiting() throws Exception {
    OutgoingCalls calls = names.then("127.0.0.1").calls(LOCAL);
    try (Receiver other = new Receiver()) {
      receiver.hangs();
      for (int i = 0; i < 50; i++) {
        Thread.ofVirtual().start(() -> ignoringFailure(() -> calls.send(get("/"))));
      }

      OutgoingUrl url = OutgoingUrl.parse("http://receiver.test:" + other.port() + "/");
      var call = new OutgoingCall("GET", url, Map.of(), null, OutgoingCall.LONGEST);

      assertThat(calls.send(call).status()).isEqualTo(200);
    }
  }

  @Test
  void nobodyThereIsAFailureThatMayPass() {
    OutgoingCalls calls = names.then("127.0.0.1").calls(LOCAL);
    receiver.close();

    assertThatThrownBy(() -> calls.send(get("/"))).isInstanceOf(IOException.class);
  }

  @Test
  void anUnknownHostIsAFailureThatMayPass() {
    OutgoingCalls calls = names.calls(LOCAL);

    assertThatThrownBy(() -> calls.send(get("/"))).isInstanceOf(IOException.class);
  }

  @Test
  void theServerIsToldItsNameThoughTheAddressIsPinned() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> hello = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> ignoringFailure(() -> hello.complete(firstBytes(server))));
      OutgoingUrl url = OutgoingUrl.parse("https://receiver.test:" + server.getLocalPort() + "/");
      OutgoingCalls calls = names.then("127.0.0.1").calls(LOCAL);

      assertThatThrownBy(
              () -> calls.send(new OutgoingCall("GET", url, Map.of(), null, OutgoingCall.LONGEST)))
          .isInstanceOf(IOException.class);

      assertThat(hello.get()).contains("receiver.test");
    }
  }

  private static String firstBytes(ServerSocket server) throws IOException {
    try (Socket socket = server.accept()) {
      byte[] bytes = new byte[4096];
      int count = socket.getInputStream().read(bytes);
      return new String(bytes, 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X-A, 'a\r\nX-B: b'",
    "X-A, 'a\nb'",
    "'X-A\r\nX-B', b",
    "'X A', b",
    "Host, elsewhere",
    "content-length, 1",
    "Transfer-Encoding, chunked",
    "Proxy-Authorization, b",
    "X-A, 'h\u00f6ok'"
  })
  void headersThatMakeAnotherRequestAreRefused(String name, String value) {
    assertThatThrownBy(
            () ->
                new OutgoingCall("GET", url("/"), Map.of(name, value), null, OutgoingCall.LONGEST))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private OutgoingCall get(String path) {
    return call("GET", path, null);
  }

  private OutgoingCall call(String method, String path, String body) {
    return new OutgoingCall(method, url(path), Map.of("X-One", "1"), body, OutgoingCall.LONGEST);
  }

  private OutgoingUrl url(String path) {
    return OutgoingUrl.parse("http://receiver.test:" + receiver.port() + path);
  }

  /** Something whose outcome does not matter. */
  private interface Attempt {
    Object run() throws Exception;
  }

  private static void ignoringFailure(Attempt attempt) {
    try {
      Object unused = attempt.run();
    } catch (Exception expected) {
      // it hangs, or the test is over
    }
  }
}
