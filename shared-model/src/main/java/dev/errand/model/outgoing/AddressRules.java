package dev.errand.model.outgoing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be called: those that are global by the IANA special-purpose registries (RFC
 * 6890), and what the operator allows besides.
 *
 * <p>Of IPv6 only {@code 2000::/3} is global unicast (RFC 4291 §2.4), so everything else is refused
 * without being listed; what is listed lies inside it and leads elsewhere.
 */
public final class AddressRules {
  private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");
  private static final List<Network> SPECIAL =
      Stream.of(
              "0.0.0.0/8", // this network
              "10.0.0.0/8", // private
              "100.64.0.0/10", // carriers' shared space
              "127.0.0.0/8", // loopback
              "169.254.0.0/16", // link-local; cloud metadata
              "172.16.0.0/12", // private
              "192.0.0.0/24", // protocol assignments
              "192.0.2.0/24", // documentation
              "192.31.196.0/24", // AS112
              "192.52.193.0/24", // AMT
              "192.88.99.0/24", // 6to4 relays
              "192.168.0.0/16", // private
              "192.175.48.0/24", // AS112
              "198.18.0.0/15", // benchmarks
              "198.51.100.0/24", // documentation
              "203.0.113.0/24", // documentation
              "224.0.0.0/4", // multicast
              "240.0.0.0/4", // reserved, broadcast
              "2001::/23", // protocol assignments, Teredo among them
              "2001:db8::/32", // documentation
              "2002::/16", // 6to4: has an IPv4 address inside
              "2620:4f:8000::/48", // AS112
              "3fff::/20") // documentation
          .map(Network::parse)
          .toList();

  private final List<Network> allowed;

  /**
   * @param allowed what may be called though it is not global
   */
  public AddressRules(List<Network> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /** Whether the address may be called. */
  public boolean allow(InetAddress address) {
    return isGlobal(address) || allowed.stream().anyMatch(network -> network.contains(address));
  }

  /**
   * Lets addresses pass that all may be called: of a name with several nobody knows which one a
   * later look at it gives.
   *
   * @throws AddressRefused if there is none, or one may not be called
   */
  public void require(List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      throw new AddressRefused("has no address");
    }
    if (!addresses.stream().allMatch(this::allow)) {
      throw new AddressRefused("must have public addresses only");
    }
  }

  // Java gives an IPv4-mapped IPv6 address as the IPv4 address that it is.
  private static boolean isGlobal(InetAddress address) {
    if (address instanceof Inet6Address && !GLOBAL_IPV6.contains(address)) {
      return false;
    }
    return SPECIAL.stream().noneMatch(network -> network.contains(address));
  }
}
