package dev.errand.worker.outgoing;

import dev.errand.model.outgoing.AddressRefused;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Calls addresses that users name. The name is looked up once, all its addresses are vetted, and
 * the connection goes to the one that was vetted, under the name that the certificate has to have.
 *
 * <p>Each call has a connection of its own: none is shared between tenants, and one that hangs
 * takes no other's place.
 */
@Singleton
public class OutgoingCalls {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  // The engine's slots bound how many there are; here none shall wait for another.
  private static final int CONNECTIONS_PER_HOST = 10_000;
  private static final int LONGEST_HEADERS = 16 << 10;

  private final Lookups lookups;
  private final HttpClient client;

  @Inject
  public OutgoingCalls(Vertx vertx, Lookups lookups) {
    this.lookups = lookups;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setKeepAlive(false)
                .setMaxPoolSize(CONNECTIONS_PER_HOST)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setConnectTimeout((int) CONNECT.toMillis())
                // Or a small answer could become a large one.
                .setDecompressionSupported(false)
                .setVerifyHost(true));
  }

  /**
   * The answer, whatever its status. Redirects are answers like others.
   *
   * @throws AddressRefused if the address may not be called
   * @throws IOException if there is no answer in time
   */
  public OutgoingAnswer send(OutgoingCall call) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    InetAddress address = lookups.vet(call.url(), min(CONNECT, call.timeout()));
    var exchange = new Exchange();
    client
        .request(options(call, address))
        .onSuccess(request -> exchange.send(request, call.body()))
        .onFailure(exchange::fail);
    return exchange.await(call.timeout().minusNanos(System.nanoTime() - begun));
  }

  private static RequestOptions options(OutgoingCall call, InetAddress address) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(call.headers());
    if (!headers.contains("User-Agent")) {
      headers.add("User-Agent", "Errand");
    }
    return new RequestOptions()
        .setMethod(HttpMethod.valueOf(call.method()))
        // Where to connect; host and port below are what is said there, in Host, SNI and the
        // certificate's name.
        .setServer(SocketAddress.inetSocketAddress(call.url().port(), address.getHostAddress()))
        .setHost(call.url().host())
        .setPort(call.url().port())
        .setSsl(call.url().secure())
        .setURI(call.url().target())
        .setFollowRedirects(false)
        .setHeaders(headers);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  @PreDestroy
  void close() {
    var unused = client.close();
  }
}
