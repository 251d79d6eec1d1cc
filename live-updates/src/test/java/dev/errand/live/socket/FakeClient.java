package dev.errand.live.socket;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A client whose network takes what the test lets it take. */
final class FakeClient implements Outbound.Client {
  private final List<JsonObject> got = new ArrayList<>();
  private final ArrayDeque<CompletableFuture<@Nullable Void>> writes = new ArrayDeque<>();
  private boolean reading = true;
  private @Nullable Integer closed;

  @Override
  public Uni<Void> send(String text) {
    got.add(new JsonObject(text));
    if (reading) {
      return Uni.createFrom().voidItem();
    }
    CompletableFuture<@Nullable Void> write = new CompletableFuture<>();
    writes.add(write);
    return Uni.createFrom().completionStage(write).replaceWithVoid();
  }

  @Override
  public void close(int code, String reason) {
    closed = code;
  }

  void stopReading() {
    reading = false;
  }

  void readOn() {
    reading = true;
    while (!writes.isEmpty()) {
      writes.removeFirst().complete(null);
    }
  }

  List<JsonObject> got() {
    return got;
  }

  /** The seqs of the events that came. */
  List<Long> seqs() {
    return got.stream()
        .filter(frame -> frame.getString("type").equals("event"))
        .map(frame -> frame.getLong("seq"))
        .toList();
  }

  List<String> types() {
    return got.stream().map(frame -> frame.getString("type")).toList();
  }

  @Nullable Integer closed() {
    return closed;
  }
}
