package dev.errand.live.outgoing;

import dev.errand.model.outgoing.AddressRefused;
import dev.errand.model.outgoing.AddressRules;
import dev.errand.model.outgoing.Network;
import dev.errand.model.outgoing.OutgoingUrl;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the address that a URL leads to, and lets only those pass that may be called. */
@Singleton
public class Destinations {
  private final NameResolver resolver;
  private final AddressRules rules;

  @Inject
  public Destinations(NameResolver resolver, OutgoingConfig config) {
    this.resolver = resolver;
    this.rules =
        new AddressRules(config.allow().orElse(List.of()).stream().map(Network::parse).toList());
  }

  /**
   * The address to connect to. Whoever connects to anything else has to ask again: a name that led
   * to a public address may lead to a private one a moment later. May block.
   *
   * @throws AddressRefused if one of its addresses may not be called
   * @throws UnknownHostException if it has no address now
   */
  public InetAddress vet(OutgoingUrl url) throws UnknownHostException {
    List<InetAddress> found =
        url.literal().isPresent()
            ? List.of(url.literal().get())
            : List.copyOf(resolver.resolve(url.host()));
    rules.require(found);
    return found.getFirst();
  }
}
