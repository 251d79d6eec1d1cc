package dev.errand.cli.server;

import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Sends calls to one address. */
final class Http {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient client;
  private final String base;

  /**
   * @param base without a slash at its end
   */
  Http(String base) {
    this.base = base;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    client = (base.startsWith("https:") ? builder : builder.sslContext(unused())).build();
  }

  // Without one the client reads every certificate that Java knows, which takes longer than a call.
  private static SSLContext unused() {
    try {
      SSLContext trustsNobody = SSLContext.getInstance("TLS");
      trustsNobody.init(new KeyManager[0], new TrustManager[0], null);
      return trustsNobody;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  HttpClient client() {
    return client;
  }

  Answer send(Call call, Optional<String> bearer) {
    HttpRequest request = request(call, bearer);
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.headers(), answer.body());
    } catch (HttpTimeoutException late) {
      throw new Unreachable(ExitCode.TIMED_OUT, base + " does not answer in time");
    } catch (IOException failure) {
      throw new Unreachable(
          ExitCode.FAILURE,
          "cannot reach %s: %s%nIs it running there? --url or ERRAND_URL says where to look"
              .formatted(base, reason(failure)));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(ExitCode.FAILURE, "interrupted");
    }
  }

  private HttpRequest request(Call call, Optional<String> bearer) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + call.path()))
            .timeout(call.patience())
            .header("Accept", "application/json")
            .header("User-Agent", "errand-cli")
            .method(
                call.method(),
                call.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(call.body()));
    if (call.body() != null) {
      request.header("Content-Type", "application/json");
    }
    call.headers().forEach(request::header);
    bearer.ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request.build();
  }

  private static String reason(IOException failure) {
    @Nullable Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof UnresolvedAddressException) {
        return "the host name is unknown";
      }
      if (cause.getMessage() != null) {
        return String.valueOf(cause.getMessage());
      }
      cause = cause.getCause();
    }
    return failure instanceof ConnectException ? "connection refused" : "the connection broke";
  }
}
