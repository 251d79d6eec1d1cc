package dev.errand.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RawRequestTest {
  @TestHTTPResource URI base;

  @Test
  void aBodyOverTheLimitIsRefusedWithoutItsLengthToo() throws Exception {
    String body = "{\"login\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";

    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("payload_too_large");
  }

  @Test
  void aSmallChunkedBodyIsRead() throws Exception {
    assertThat(post("{\"login\":\"nobody\",\"password\":\"wrong\"}").statusCode()).isEqualTo(401);
  }

  @Test
  void aMalformedPathIsRefused() throws Exception {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      // Quarkus refuses it before any route of ours: no document, but no page either.
      assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("<html");
    }
  }

  @Test
  void anEmptyIdempotencyKeyIsRefused() throws Exception {
    assertThat(send("POST /api/v1/jobs HTTP/1.1\r\nIdempotency-Key:\r\nContent-Length: 0\r\n", ""))
        .startsWith("HTTP/1.1 422")
        .contains("#/Idempotency-Key");
  }

  @Test
  void aBodyThatDoesNotArriveIsNotAwaitedForEver() throws Exception {
    // The socket is read to its end: without the limit this would never return.
    assertThat(
            send(
                "POST /api/v1/auth/login HTTP/1.1\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 100\r\n",
                "{"))
        .startsWith("HTTP/1.1 400")
        .contains("did not arrive");
  }

  private String send(String head, String body) throws Exception {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write(
              (head + "Host: " + base.getAuthority() + "\r\nConnection: close\r\n\r\n" + body)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private HttpResponse<String> post(String body) throws Exception {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/api/v1/auth/login"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
