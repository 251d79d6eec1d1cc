package dev.errand.live.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.live.channel.Events;
import dev.errand.live.channel.JobEvents;
import dev.errand.live.socket.Accounts.User;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import dev.errand.model.queue.QueueName;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** API keys hear what they may, and no more. */
@QuarkusTest
@QuarkusTestResource(value = LiveDatabase.class, restrictToAnnotatedClass = true)
class LiveKeyTest {
  private static final List<String> ALL = List.of();

  @TestHTTPResource URI base;
  @Inject Accounts accounts;
  @Inject JobEvents channel;

  private static JobEvent completed(Job job) {
    return JobEvent.StateChanged.of(job, "job.completed", Events.AT);
  }

  @Test
  void aKeyThatReadsHearsOfItsTenantsJobs() throws Exception {
    User ann = accounts.signUp();
    Job job = accounts.job(ann);
    try (LiveClient client = LiveClient.at(base, accounts.key(ann, ALL, "jobs:read")).open()) {
      assertThat(client.next("hello").getString("user")).isEqualTo(ann.id().toString());
      client.say(Map.of("type", "subscribe", "id", "s", "topic", "jobs"));
      client.next("subscribed");

      channel.publish(completed(job));

      assertThat(client.next("event").getString("event")).isEqualTo("job.completed");
    }
  }

  @Test
  void aKeyThatDoesNotReadMaySubscribeToNothing() throws Exception {
    User ann = accounts.signUp();
    Job job = accounts.job(ann);
    String key = accounts.key(ann, ALL, "jobs:write", "work");
    try (LiveClient client = LiveClient.at(base, key).open()) {
      client.next("hello");
      for (String topic : List.of("jobs", "job:" + job.id())) {
        client.say(Map.of("type", "subscribe", "id", "s", "topic", topic));
        assertThat(client.next("error").getString("code")).isEqualTo("forbidden");
      }
    }
  }

  @Test
  void aKeyOfSomeQueuesHearsOfNoOther() throws Exception {
    User ann = accounts.signUp();
    Job own = accounts.job(ann, new QueueName("reports"));
    Job other = accounts.job(ann);
    String key = accounts.key(ann, List.of("reports"), "jobs:read");
    try (LiveClient client = LiveClient.at(base, key).open()) {
      client.next("hello");
      client.say(Map.of("type", "subscribe", "id", "one", "topic", "job:" + other.id()));
      assertThat(client.next("error").getString("code")).isEqualTo("not_found");
      client.say(Map.of("type", "subscribe", "id", "all", "topic", "jobs"));
      client.next("subscribed");

      channel.publish(completed(other));
      channel.publish(completed(own));

      assertThat(client.next("event").getJsonObject("data").getString("id"))
          .isEqualTo(own.id().toString());
    }
  }

  @Test
  void aRevokedKeyIsShownOutWithinSeconds() throws Exception {
    User ann = accounts.signUp();
    try (LiveClient client = LiveClient.at(base, accounts.key(ann, ALL, "jobs:read")).open()) {
      client.next("hello");
      long start = System.nanoTime();

      accounts.revokeKeys(ann);

      assertThat(client.closeCode()).isEqualTo(4401);
      assertThat(System.nanoTime() - start).isLessThan(7_000_000_000L);
    }
  }

  @Test
  void aKeyThatIsNoneOfOursIsRefused() {
    String typo = accounts.key(accounts.signUp(), ALL, "jobs:read") + "x";
    assertThatThrownBy(() -> LiveClient.at(base, typo).open())
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(401));
  }
}
