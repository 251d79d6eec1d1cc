package dev.errand.api.webhooks;

import dev.errand.live.outgoing.NameResolver;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The name servers of the tests. */
@Singleton
class KnownNames implements NameResolver {
  private static final Map<String, List<InetAddress>> HOSTS =
      Map.of(
          "hooks.example.org", addresses("93.184.215.14"),
          "inside.example.org", addresses("10.0.0.7"),
          "both.example.org", addresses("93.184.215.14", "127.0.0.1"),
          "nat64.example.org", addresses("64:ff9b::a00:7"));

  private static List<InetAddress> addresses(String... texts) {
    return Arrays.stream(texts).map(InetAddress::ofLiteral).toList();
  }

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    List<InetAddress> known = HOSTS.get(host);
    if (known == null) {
      throw new UnknownHostException(host);
    }
    return known;
  }
}
