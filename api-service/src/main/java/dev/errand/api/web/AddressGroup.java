package dev.errand.api.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that one subscriber can choose among: an IPv4 address by itself, the whole /64 of an
 * IPv6 address. Behind a proxy it is the proxy's, unless the operator has Quarkus read {@code
 * X-Forwarded-For} ({@code quarkus.http.proxy.proxy-address-forwarding} with {@code
 * quarkus.http.proxy.trusted-proxies}).
 */
public final class AddressGroup {
  /** What a request without an address, such as one over a Unix socket, belongs to. */
  public static final String UNKNOWN = "unknown";

  private static final int PREFIX_BYTES = 8;

  private AddressGroup() {}

  public static String of(HttpServerRequest request) {
    @Nullable SocketAddress remote = request.remoteAddress();
    return remote == null ? UNKNOWN : of(remote.hostAddress());
  }

  /**
   * @param address as text, such as {@code 192.0.2.7} or {@code 2001:db8::1}
   */
  public static String of(@Nullable String address) {
    if (address == null || address.isEmpty()) {
      return UNKNOWN;
    }
    // By far the most, and nothing to take apart.
    return address.indexOf(':') < 0 ? address : ofColons(address);
  }

  private static String ofColons(String address) {
    int zone = address.indexOf('%');
    try {
      InetAddress parsed = InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
      // One that only wraps an IPv4 address comes out as that.
      return parsed instanceof Inet6Address v6 ? prefix(v6) : parsed.getHostAddress();
    } catch (IllegalArgumentException noAddress) {
      return UNKNOWN;
    }
  }

  private static String prefix(Inet6Address address) {
    byte[] prefix = Arrays.copyOf(address.getAddress(), PREFIX_BYTES);
    return HexFormat.of().formatHex(prefix) + "/64";
  }
}
