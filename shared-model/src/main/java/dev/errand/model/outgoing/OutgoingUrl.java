package dev.errand.model.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A URL that a user wants to be called, in the one form in which every reader sees the same host:
 * no user in it, no number in disguise, no other characters than those of a host name.
 *
 * @param target path and query as they are sent
 * @param literal the address, where the host is one
 */
public record OutgoingUrl(
    URI uri, boolean secure, String host, int port, String target, Optional<InetAddress> literal) {
  private static final int LONGEST = 2000;
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  // Below are other protocols, mail among them, that may take a request for something else.
  private static final int FIRST_FREE_PORT = 1024;
  private static final int LAST_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Pattern NAME =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  // A name whose last label is a number is read as an IPv4 address by some (WHATWG URL §3.5).
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");
  private static final Pattern IPV4 = Pattern.compile("((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})");

  /**
   * @throws AddressRefused for what is no such URL
   */
  public static OutgoingUrl parse(String text) {
    URI uri = uri(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw new AddressRefused("must begin with https:// or http://");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new AddressRefused("must have neither a user nor a fragment");
    }
    if (uri.getHost() == null) {
      throw new AddressRefused("must have a host name of ASCII letters, digits and hyphens");
    }
    boolean secure = scheme.equals("https");
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return new OutgoingUrl(uri, secure, host, port(uri, secure), target(uri), literal(host));
  }

  /** The host and port, for telling endpoints apart. */
  public String endpoint() {
    return host + ":" + port;
  }

  /** The value of the {@code Host} header. */
  public String authority() {
    return port == (secure ? HTTPS : HTTP) ? host : endpoint();
  }

  private static URI uri(String text) {
    if (text.length() > LONGEST) {
      throw new AddressRefused("must have at most " + LONGEST + " characters");
    }
    // A back slash, a line break or a blank is refused here; so are letters that only look like it.
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new AddressRefused("must be of ASCII characters without blanks");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      throw new AddressRefused("is no URL");
    }
  }

  private static int port(URI uri, boolean secure) {
    int port = uri.getPort();
    if (port == -1) {
      return secure ? HTTPS : HTTP;
    }
    if (port != HTTP && port != HTTPS && port < FIRST_FREE_PORT || port > LAST_PORT) {
      throw new AddressRefused("must have port 80, 443, or one from 1024");
    }
    return port;
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static Optional<InetAddress> literal(String host) {
    if (host.startsWith("[")) {
      return Optional.of(ipv6(host.substring(1, host.length() - 1)));
    }
    if (IPV4.matcher(host).matches()) {
      return Optional.of(ipv4(host));
    }
    if (ENDS_IN_NUMBER.matcher(host).matches() || !NAME.matcher(host).matches()) {
      throw new AddressRefused("must have a host name, or an address in its usual form");
    }
    return Optional.empty();
  }

  private static InetAddress ipv4(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException outOfRange) {
      throw new AddressRefused("must have a host name, or an address in its usual form");
    }
  }

  private static InetAddress ipv6(String host) {
    if (host.contains("%")) {
      throw new AddressRefused("must have an address without a zone");
    }
    try {
      InetAddress address = InetAddress.ofLiteral(host);
      if (address instanceof Inet4Address) {
        throw new AddressRefused("must have an IPv4 address in its usual form");
      }
      return address;
    } catch (IllegalArgumentException malformed) {
      throw new AddressRefused("must have a host name, or an address in its usual form");
    }
  }
}
