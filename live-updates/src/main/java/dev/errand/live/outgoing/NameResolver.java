package dev.errand.live.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. Tests control what it says, and that it changes its mind. */
@FunctionalInterface
public interface NameResolver {
  /**
   * All addresses of the host. May block for as long as the system's resolver does.
   *
   * @throws UnknownHostException if it has none, or nobody knows
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
