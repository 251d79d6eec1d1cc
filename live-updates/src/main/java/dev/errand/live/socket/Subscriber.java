package dev.errand.live.socket;

import static dev.errand.live.socket.RefusedFrame.FORBIDDEN;
import static dev.errand.live.socket.RefusedFrame.NOT_FOUND;

import dev.errand.live.socket.ClientFrame.Subscribe;
import dev.errand.live.socket.ClientFrame.Topic;
import dev.errand.live.socket.EventStream.Joined;
import dev.errand.live.socket.LiveHub.Scope;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Fulfils subscriptions. */
@Singleton
class Subscriber {
  private final LiveHub hub;
  private final JobSnapshots snapshots;
  private final ServerFrames frames;
  private final LiveConfig config;

  Subscriber(LiveHub hub, JobSnapshots snapshots, ServerFrames frames, LiveConfig config) {
    this.hub = hub;
    this.snapshots = snapshots;
    this.frames = frames;
    this.config = config;
  }

  /** Fails with {@link RefusedFrame} when it may not be or there is nothing to subscribe to. */
  Uni<Void> subscribe(LiveConnection connection, Subscribe wish) {
    if (!connection.login().principal().may(Permission.JOBS_READ)) {
      throw new RefusedFrame(wish.id(), FORBIDDEN, "needs the permission jobs:read");
    }
    return switch (wish.topic()) {
      case Topic.Jobs jobs -> {
        jobs(connection, wish, jobs);
        yield Uni.createFrom().voidItem();
      }
      case Topic.OneJob one -> {
        JobId job = one.job().orElseThrow(() -> notFound(wish.id()));
        yield oneJob(connection, wish, job);
      }
    };
  }

  private void jobs(LiveConnection connection, Subscribe wish, Topic.Jobs topic) {
    Principal caller = connection.login().principal();
    Scope scope = scope(caller, wish, topic);
    var subscription = subscription(connection, wish, null, filter(caller, topic.filter()));
    Joined joined = join(connection, wish, subscription, scope);
    open(subscription, joined, null);
  }

  private static EventFilter filter(Principal caller, EventFilter asked) {
    return caller.isLimited()
        ? asked.within(caller.queues().stream().map(QueueName::value).collect(Collectors.toSet()))
        : asked;
  }

  private static Scope scope(Principal caller, Subscribe wish, Topic.Jobs topic) {
    boolean others =
        topic.all() || topic.tenant().filter(t -> !t.equals(caller.tenant())).isPresent();
    if (others && !caller.admin()) {
      throw new RefusedFrame(wish.id(), FORBIDDEN, "only admins see other tenants");
    }
    return topic.all() ? Scope.Everyone.ALL : new Scope.Of(topic.tenant().orElse(caller.tenant()));
  }

  // Registered first and read then: what happens meanwhile is told after the snapshot, so nothing
  // falls between them.
  private Uni<Void> oneJob(LiveConnection connection, Subscribe wish, JobId job) {
    Principal caller = connection.login().principal();
    return owner(caller, wish, job).chain(scope -> watch(connection, wish, job, scope));
  }

  private Uni<Void> watch(LiveConnection connection, Subscribe wish, JobId job, Scope scope) {
    var subscription = subscription(connection, wish, job, EventFilter.ANY);
    Joined joined = join(connection, wish, subscription, scope);
    return snapshots
        .find(connection.login().principal(), job)
        .map(found -> found.orElseThrow(() -> notFound(wish.id())))
        .invoke(snapshot -> open(subscription, joined, snapshot))
        .onFailure(Exception.class)
        .invoke(() -> connection.end(wish.id()))
        .replaceWithVoid();
  }

  // An admin may watch anybody's job, so it has to be looked up whose it is. Who is limited to some
  // queues must hear nothing of another queue's job, not even while it is looked up.
  private Uni<Scope> owner(Principal caller, Subscribe wish, JobId job) {
    if (!caller.admin() && !caller.isLimited()) {
      return Uni.createFrom().item(new Scope.Of(caller.tenant()));
    }
    return snapshots
        .find(caller, job)
        .map(found -> found.orElseThrow(() -> notFound(wish.id())))
        .map(found -> new Scope.Of(found.tenant()));
  }

  private Subscription subscription(
      LiveConnection connection, Subscribe wish, @Nullable JobId job, EventFilter filter) {
    return new Subscription(wish.id(), frames.quoted(wish.id()), job, filter, connection.out());
  }

  private Joined join(
      LiveConnection connection, Subscribe wish, Subscription subscription, Scope scope) {
    EventStream stream = hub.enter(scope);
    Joined joined = stream.join(subscription, wish.after());
    connection.add(subscription, stream, config.subscriptionsPerSocket());
    return joined;
  }

  private void open(Subscription subscription, Joined joined, @Nullable Job snapshot) {
    List<String> first = new ArrayList<>();
    first.add(frames.subscribed(subscription.id(), joined.seq(), snapshot));
    if (joined.gap() != null) {
      first.add(joined.gap());
    }
    subscription.open(first);
  }

  private static RefusedFrame notFound(String id) {
    return new RefusedFrame(id, NOT_FOUND, "there is no such job");
  }
}
