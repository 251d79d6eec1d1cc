package dev.errand.worker.outgoing;

import dev.errand.live.outgoing.Destinations;
import dev.errand.live.outgoing.NameResolver;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Name servers under a test's control, and calls that ask them. */
public final class Names implements NameResolver {
  private static final Vertx VERTX = Vertx.vertx();

  private final Queue<List<InetAddress>> answers = new ArrayDeque<>();
  private int questions;

  /** Says that at the next question, and at those after it while nothing else is to be said. */
  public Names then(String... addresses) {
    answers.add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
    return this;
  }

  public synchronized int questions() {
    return questions;
  }

  @Override
  public synchronized List<InetAddress> resolve(String host) throws UnknownHostException {
    questions++;
    List<InetAddress> answer = answers.size() > 1 ? answers.poll() : answers.peek();
    if (answer == null) {
      throw new UnknownHostException(host);
    }
    return answer;
  }

  public OutgoingCalls calls(String... allowed) {
    Optional<List<String>> ranges = Optional.of(List.of(allowed));
    return new OutgoingCalls(VERTX, new Lookups(new Destinations(this, () -> ranges)));
  }
}
