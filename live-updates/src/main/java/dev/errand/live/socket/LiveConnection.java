package dev.errand.live.socket;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One open socket and what it has subscribed to. */
final class LiveConnection {
  private final Login login;
  private final Outbound out;
  private final EventStream home;
  private final Map<String, Membership> memberships = new HashMap<>();
  private boolean closed;

  /**
   * @param home the stream of its own tenant, entered for it
   */
  LiveConnection(Login login, Outbound out, EventStream home) {
    this.login = login;
    this.out = out;
    this.home = home;
  }

  private record Membership(Subscription subscription, EventStream stream) {
    void end() {
      stream.leave(subscription);
      stream.exit();
    }
  }

  Login login() {
    return login;
  }

  Outbound out() {
    return out;
  }

  /**
   * Keeps a subscription until it ends or the socket closes; it has entered and joined that stream.
   *
   * @throws RefusedFrame when there is one of that name or there are too many
   */
  synchronized void add(Subscription subscription, EventStream stream, int most) {
    Membership membership = new Membership(subscription, stream);
    try {
      requireRoom(subscription.id(), most);
    } catch (RefusedFrame refused) {
      membership.end();
      throw refused;
    }
    if (closed) {
      membership.end();
    } else {
      memberships.put(subscription.id(), membership);
    }
  }

  private void requireRoom(String id, int most) {
    if (memberships.containsKey(id)) {
      throw new RefusedFrame(id, RefusedFrame.DUPLICATE, "there is a subscription of that id");
    }
    if (memberships.size() >= most) {
      throw new RefusedFrame(id, RefusedFrame.TOO_MANY, "at most " + most + " subscriptions");
    }
  }

  synchronized void end(String id) {
    Membership membership = memberships.remove(id);
    if (membership != null) {
      membership.end();
    }
  }

  /** Leaves nothing behind. */
  void close() {
    out.forget();
    List<Membership> all;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      all = new ArrayList<>(memberships.values());
      memberships.clear();
    }
    all.forEach(Membership::end);
    home.exit();
  }
}
