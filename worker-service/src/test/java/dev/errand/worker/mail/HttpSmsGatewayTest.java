package dev.errand.worker.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.errand.live.mail.SmsConfig;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.handlers.RetryAfter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSmsGatewayTest {
  private static final String PHONE = "+491701234567";

  private HttpServer server;
  private int status = 202;
  private volatile String body;
  private volatile String authorization;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/sms", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    exchange.getResponseHeaders().add("Retry-After", "7");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void aMessageIsPostedAsJson() throws Exception {
    gateway("application/json", "{\"to\":\"{to}\",\"text\":\"{text}\"}")
        .send(PHONE, "\"{to}\" & 1");
    assertThat(body).isEqualTo("{\"to\":\"+491701234567\",\"text\":\"\\\"{to}\\\" & 1\"}");
    assertThat(authorization).isEqualTo("Bearer gateway");
  }

  @Test
  void aMessageIsPostedAsAForm() throws Exception {
    gateway("application/x-www-form-urlencoded", "From=Errand&To={to}&Body={text}")
        .send(PHONE, "1 & 2");
    assertThat(body).isEqualTo("From=Errand&To=%2B491701234567&Body=1+%26+2");
  }

  @Test
  void whatTheGatewayAnswersDecidesWhetherToTryAgain() {
    SmsSender gateway = gateway("application/json", "{}");
    status = 429;
    assertThatThrownBy(() -> gateway.send(PHONE, "x"))
        .isInstanceOfSatisfying(RetryAfter.class, later -> assertThat(later.delay()).hasSeconds(7));
    status = 400;
    assertThatThrownBy(() -> gateway.send(PHONE, "x")).isInstanceOf(PermanentFailure.class);
    status = 500;
    assertThatThrownBy(() -> gateway.send(PHONE, "x")).isInstanceOf(IOException.class);
  }

  @Test
  void aGatewayThatHangsIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var config = new Gateway(silent.getLocalPort(), "application/json", "{}");
      assertThatThrownBy(() -> new HttpSmsGateway(config).send(PHONE, "x"))
          .isInstanceOf(IOException.class);
    }
  }

  private SmsSender gateway(String contentType, String template) {
    return new HttpSmsGateway(new Gateway(server.getAddress().getPort(), contentType, template));
  }

  private record Gateway(int port, String contentType, String body) implements SmsConfig {
    @Override
    public Optional<URI> url() {
      return Optional.of(URI.create("http://127.0.0.1:" + port + "/sms"));
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer gateway");
    }

    @Override
    public Duration timeout() {
      return Duration.ofMillis(500);
    }
  }
}
