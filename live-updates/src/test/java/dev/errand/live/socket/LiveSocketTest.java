package dev.errand.live.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.errand.live.channel.Events;
import dev.errand.live.channel.JobEvents;
import dev.errand.live.socket.Accounts.User;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = LiveDatabase.class, restrictToAnnotatedClass = true)
class LiveSocketTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TestHTTPResource URI base;
  @Inject Accounts accounts;
  @Inject JobEvents channel;
  @Inject LiveMeters meters;

  private final List<LiveClient> clients = new ArrayList<>();

  @AfterEach
  void noSocketIsLeftOver() {
    clients.forEach(LiveClient::close);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(meters.open()).isZero());
  }

  private LiveClient open(LiveClient.Login login) throws Exception {
    LiveClient client = login.open();
    clients.add(client);
    return client;
  }

  private LiveClient open(User user) throws Exception {
    return open(LiveClient.at(base, accounts.token(user)));
  }

  private void assertRefused(LiveClient.Login login, int status) {
    assertThatThrownBy(() -> open(login))
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(status));
  }

  private JobEvent completed(Job job) {
    return JobEvent.StateChanged.of(job, "job.completed", Events.AT);
  }

  @Test
  void greetsWithTheUserAndWhereTheStreamStands() throws Exception {
    User ann = accounts.signUp();

    JsonObject hello = open(ann).next("hello");

    assertThat(hello.getString("user")).isEqualTo(ann.id().toString());
    assertThat(Instant.parse(hello.getString("serverTime"))).isNotNull();
    assertThat(hello.getLong("seq")).isPositive();
  }

  @Test
  void theTokenMayComeInTheSubProtocol() throws Exception {
    String carried =
        "quarkus-http-upgrade#Authorization#Bearer " + accounts.token(accounts.signUp());
    var options =
        LiveClient.at(base)
            .carrying(URLEncoder.encode(carried, StandardCharsets.UTF_8).replace("+", "%20"));

    open(options).next("hello");
  }

  @Test
  void nobodyIsRefused() {
    assertRefused(LiveClient.at(base), 401);
    assertRefused(LiveClient.at(base, "nonsense"), 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://localhost",
        "http://localhost.evil.example:1"
      })
  void aForeignOriginIsRefused(String origin) {
    String token = accounts.token(accounts.signUp());
    assertRefused(LiveClient.at(base, token).with("Origin", origin), 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"own", "https://dashboard.example"})
  void ownAndConfiguredOriginsAreFine(String origin) throws Exception {
    String token = accounts.token(accounts.signUp());
    String own = "http://" + base.getHost() + ":" + base.getPort();
    open(LiveClient.at(base, token).with("Origin", origin.equals("own") ? own : origin))
        .next("hello");
  }

  @Test
  void aCookieNeedsOurOwnOrigin() throws Exception {
    String cookie = "__Host-errand_access=" + accounts.token(accounts.signUp());
    assertRefused(LiveClient.at(base).with("Cookie", cookie), 403);
    String own = "http://" + base.getHost() + ":" + base.getPort();
    open(LiveClient.at(base).with("Cookie", cookie).with("Origin", own)).next("hello");
  }

  @Test
  void tellsATenantOfItsJobsAndNobodyElse() throws Exception {
    User ann = accounts.signUp();
    User bob = accounts.signUp();
    LiveClient anns = open(ann);
    LiveClient bobs = open(bob);
    anns.say(Map.of("type", "subscribe", "id", "s1", "topic", "jobs"));
    bobs.say(Map.of("type", "subscribe", "id", "s2", "topic", "jobs"));
    anns.next("hello");
    bobs.next("hello");
    long seq = anns.next("subscribed").getLong("seq");
    bobs.next("subscribed");

    channel.publish(List.of(Events.completed(ann.tenant(), 1), Events.completed(bob.tenant(), 2)));

    JsonObject event = anns.next("event");
    assertThat(event.getString("sub")).isEqualTo("s1");
    assertThat(event.getLong("seq")).isEqualTo(seq + 1);
    assertThat(event.getString("event")).isEqualTo("job.completed");
    assertThat(event.getString("at")).isEqualTo("2026-03-01T12:00:00.000Z");
    JsonObject data = event.getJsonObject("data");
    assertThat(data.getString("id")).isEqualTo(Events.job(1).toString());
    assertThat(data.getString("state")).isEqualTo("completed");
    assertThat(data.getString("type")).isEqualTo("noop");
    assertThat(bobs.next("event").getJsonObject("data").getString("id"))
        .isEqualTo(Events.job(2).toString());
    anns.say(Map.of("type", "ping"));
    anns.next("pong");
  }

  @Test
  void oneJobComesWithASnapshotAndThenItsEvents() throws Exception {
    User ann = accounts.signUp();
    Job job = accounts.job(ann);
    LiveClient client = open(ann);
    client.next("hello");

    client.say(Map.of("type", "subscribe", "id", "j", "topic", "job:" + job.id()));

    JsonObject snapshot = client.next("subscribed").getJsonObject("snapshot");
    assertThat(snapshot.getString("id")).isEqualTo(job.id().toString());
    assertThat(snapshot.getString("state")).isEqualTo("pending");
    assertThat(snapshot.getJsonObject("data")).isEqualTo(JsonObject.of("n", 1));
    channel.publish(Events.completed(ann.tenant(), 5));
    channel.publish(completed(job));
    assertThat(client.next("event").getJsonObject("data").getString("id"))
        .isEqualTo(job.id().toString());
  }

  @Test
  void aForeignJobLooksLikeOneThatIsNotThere() throws Exception {
    Job bobs = accounts.job(accounts.signUp());
    LiveClient client = open(accounts.signUp());
    client.next("hello");

    for (String job : List.of(bobs.id().toString(), UUID.randomUUID().toString(), "x")) {
      client.say(Map.of("type", "subscribe", "id", "j", "topic", "job:" + job));
      JsonObject error = client.next("error");
      assertThat(error)
          .isEqualTo(
              JsonObject.of(
                  "type",
                  "error",
                  "id",
                  "j",
                  "code",
                  "not_found",
                  "detail",
                  "there is no such job"));
    }
    channel.publish(completed(bobs));
    client.say(Map.of("type", "ping"));
    client.next("pong");
  }

  @Test
  void onlyAdminsSeeOtherTenants() throws Exception {
    User ann = accounts.signUp();
    Job job = accounts.job(ann);
    LiveClient bobs = open(accounts.signUp());
    bobs.next("hello");
    bobs.say(Map.of("type", "subscribe", "id", "a", "topic", "jobs", "all", true));
    assertThat(bobs.next("error").getString("code")).isEqualTo("forbidden");
    bobs.say(
        Map.of("type", "subscribe", "id", "a", "topic", "jobs", "tenant", ann.tenant().toString()));
    assertThat(bobs.next("error").getString("code")).isEqualTo("forbidden");

    LiveClient admins = open(accounts.admin());
    admins.next("hello");
    admins.say(Map.of("type", "subscribe", "id", "all", "topic", "jobs", "all", true));
    admins.next("subscribed");
    admins.say(
        Map.of(
            "type", "subscribe", "id", "ann", "topic", "jobs", "tenant", ann.tenant().toString()));
    admins.next("subscribed");
    admins.say(Map.of("type", "subscribe", "id", "one", "topic", "job:" + job.id()));
    assertThat(admins.next("subscribed").getJsonObject("snapshot").getString("tenant"))
        .isEqualTo(ann.tenant().toString());
    channel.publish(completed(job));

    List<String> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      told.add(admins.next("event").getString("sub"));
    }
    assertThat(told).containsExactlyInAnyOrder("all", "ann", "one");
  }

  @Test
  void whoComesBackGetsWhatItMissed() throws Exception {
    User ann = accounts.signUp();
    LiveClient first = open(ann);
    first.next("hello");
    first.say(Map.of("type", "subscribe", "id", "s", "topic", "jobs"));
    first.next("subscribed");
    channel.publish(Events.completed(ann.tenant(), 0, 3));
    long seen = first.next("event").getLong("seq");
    first.next("event");
    first.next("event");
    first.close();

    LiveClient again = open(ann);
    again.next("hello");
    again.say(Map.of("type", "subscribe", "id", "s", "topic", "jobs", "after", seen));
    again.next("subscribed");
    assertThat(again.next("event").getLong("seq")).isEqualTo(seen + 1);
    assertThat(again.next("event").getLong("seq")).isEqualTo(seen + 2);
    again.say(Map.of("type", "subscribe", "id", "old", "topic", "jobs", "after", 17));
    again.next("subscribed");
    assertThat(again.next("gap"))
        .isEqualTo(JsonObject.of("type", "gap", "sub", "old", "from", 18, "to", seen + 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        "{\"type\":\"dance\"}",
        "{\"type\":\"subscribe\"}",
        "{\"type\":\"subscribe\",\"id\":\"a\",\"topic\":\"jobs\",\"role\":\"admin\"}",
        "{\"type\":\"subscribe\",\"id\":\"a\",\"topic\":\"jobs\",\"after\":\"1\"}",
        "{\"type\":\"subscribe\",\"id\":\"a\",\"topic\":\"jobs\",\"filter\":{\"state\":\"DONE\"}}"
      })
  void aMalformedFrameIsAnsweredAndTheSocketStaysOpen(String frame) throws Exception {
    LiveClient client = open(accounts.signUp());
    client.next("hello");

    client.sayText(frame);

    assertThat(client.next("error").getString("code")).isEqualTo("malformed_frame");
    client.say(Map.of("type", "ping"));
    client.next("pong");
  }

  @Test
  void aBinaryFrameIsAnsweredAndTheSocketStaysOpen() throws Exception {
    LiveClient client = open(accounts.signUp());
    client.next("hello");

    client.sayBytes(new byte[] {1, 2, 3});

    assertThat(client.next("error").getString("code")).isEqualTo("malformed_frame");
    client.say(Map.of("type", "ping"));
    client.next("pong");
  }

  @Test
  void otherTopicsAreNotKnownYet() throws Exception {
    LiveClient client = open(accounts.signUp());
    client.next("hello");
    client.say(Map.of("type", "subscribe", "id", "q", "topic", "queues"));
    assertThat(client.next("error").getString("code")).isEqualTo("unknown_topic");
  }

  @Test
  void anOversizedFrameClosesTheSocket() throws Exception {
    LiveClient client = open(accounts.signUp());
    client.next("hello");
    client.sayText("x".repeat(70_000));
    assertThat(client.closeCode()).isNotEqualTo(1000);
  }

  @Test
  void closesWhenTheTokenExpires() throws Exception {
    User ann = accounts.signUp();
    String token = accounts.token(ann, Instant.now().plusSeconds(3));
    LiveClient client = open(LiveClient.at(base, token));
    client.next("hello");
    assertThat(client.closeCode()).isEqualTo(4401);
  }

  @Test
  void closesWithinSecondsWhenTheSessionIsOver() throws Exception {
    User ann = accounts.signUp();
    LiveClient client = open(ann);
    client.next("hello");
    accounts.signOut(ann);
    assertThat(client.closeCode()).isEqualTo(4401);
  }

  @Test
  void aUserHasAtMostTenSockets() throws Exception {
    User ann = accounts.signUp();
    for (int i = 0; i < 10; i++) {
      open(ann).next("hello");
    }
    assertRefused(LiveClient.at(base, accounts.token(ann)), 429);
  }

  @Test
  void aFloodComesWholeOrEndsWithResyncAndTheSocketLivesOn() throws Exception {
    User ann = accounts.signUp();
    LiveClient client = open(ann);
    client.next("hello");
    client.say(Map.of("type", "subscribe", "id", "s", "topic", "jobs"));
    client.next("subscribed");

    channel.publish(Events.completed(ann.tenant(), 0, 20_000));

    client.takeUntil("resync", 20_000);
    client.say(Map.of("type", "ping"));
    client.await("pong");
  }
}
