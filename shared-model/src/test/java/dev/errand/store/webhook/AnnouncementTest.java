package dev.errand.store.webhook;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.job;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookEvent;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.job.CancelJobs;
import dev.errand.store.job.HideJobs;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.job.InsertJobs.Direct;
import dev.errand.store.lease.Engine;
import dev.errand.store.queue.PurgeQueue;
import dev.errand.store.sql.EngineDatabase;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What changes is written down with the change, for those who listen and nobody else. */
class AnnouncementTest {
  private EngineDatabase data;
  private Engine engine;
  private TenantId listener;

  @BeforeEach
  void open(TestInfo test) {
    data = EngineDatabase.create("hook_" + Integer.toHexString(test.getDisplayName().hashCode()));
    engine = new Engine(data);
    listener = tenant();
  }

  @AfterEach
  void close() {
    data.close();
  }

  @Test
  void aJobsWayIsAnnounced() {
    listen(listener, WebhookEvent.wires());

    engine.submit(listener);
    engine.finish(engine.claimOne(), new AttemptOutcome.Completed("1"));

    assertThat(announced())
        .containsExactly(
            "job.submitted pending 0", "job.started running 1", "job.completed completed 1");
  }

  @Test
  void failuresAreAnnounced() {
    listen(listener, WebhookEvent.wires());
    var error = new AttemptError("broken", "it broke");
    engine.submit(listener);
    engine.submit(listener);

    engine.finish(engine.claimOne(), new AttemptOutcome.Failed(error));
    engine.finish(engine.claimOne(), new AttemptOutcome.Retried(error, Duration.ofHours(1)));

    assertThat(announced()).contains("job.failed failed 1", "job.retrying retrying 1");
  }

  @Test
  void aSnoozeIsNoNews() {
    listen(listener, WebhookEvent.wires());
    engine.submit(listener);

    engine.finish(engine.claimOne(), new AttemptOutcome.Snoozed(Duration.ofHours(1)));

    assertThat(announced()).containsExactly("job.submitted pending 0", "job.started running 1");
  }

  @Test
  void aStartInTheSubmissionIsAnnounced() {
    listen(listener, WebhookEvent.wires());
    var job = job(listener, 0, Start.NOW, 1);

    get(
        InsertJobs.run(
            data.database().submissions(),
            List.of(job),
            new Direct(1, Engine.LEASE, Set.of(job.id()))));

    assertThat(announced()).contains("job.submitted pending 0", "job.started running 1");
  }

  @Test
  void everyWayToCancelIsAnnounced() {
    listen(listener, List.of("job.cancelled"));
    JobId cancelled = engine.submit(listener);
    JobId hidden = engine.submit(job(listener, 0, new Start.Held(), 1));
    JobId last = engine.submit(listener);

    get(
        data.database()
            .asTenant(
                listener,
                sql -> CancelJobs.run(sql, listener, List.of(cancelled), "user:a", null)));
    get(
        data.database()
            .asTenant(listener, sql -> HideJobs.run(sql, listener, List.of(hidden), "user:a")));
    get(
        PurgeQueue.run(
            data.database().engine(), listener, QueueName.DEFAULT, Engine.id(), 10, "user:a"));

    assertThat(jobs()).containsExactlyInAnyOrder(cancelled.value(), hidden.value(), last.value());
  }

  @Test
  void nothingIsAnnouncedToOthersOrOfOtherEvents() {
    listen(listener, List.of("job.failed"));

    engine.submit(listener);
    engine.submit(tenant());
    engine.claim(2).forEach(job -> engine.finish(job, new AttemptOutcome.Completed(null)));

    assertThat(announced()).isEmpty();
  }

  @Test
  void anEndpointThatIsOffHearsNothing() {
    WebhookId webhook = listen(listener, WebhookEvent.wires());
    assertThat(disable(webhook, Duration.ZERO)).isTrue();
    assertThat(disable(webhook, Duration.ZERO)).as("again").isFalse();

    engine.submit(listener);
    assertThat(announced()).isEmpty();

    data.query("update webhook set enabled_at = clock_timestamp()");
    engine.submit(listener);
    assertThat(announced()).hasSize(1);
  }

  @Test
  void anEndpointIsTurnedOffOnlyAfterItHasFailedLongEnough() {
    WebhookId webhook = listen(listener, WebhookEvent.wires());
    get(MarkFailing.run(data.database().engine(), listener, webhook));
    assertThat(disable(webhook, Duration.ofDays(5))).isFalse();

    data.query("update webhook set enabled_at = enabled_at - interval '10 days'");
    data.query("update webhook_standing set failing_since = now() - interval '6 days'");
    get(MarkFailing.run(data.database().engine(), listener, webhook));
    assertThat(disable(webhook, Duration.ofDays(5))).isTrue();
  }

  @Test
  void successMakesAnEndpointWorkAgain() {
    WebhookId webhook = listen(listener, WebhookEvent.wires());
    get(MarkFailing.run(data.database().engine(), listener, webhook));

    get(MarkWorking.run(data.database().engine(), listener, webhook));

    assertThat(data.count("select count(*) from webhook_standing where failing_since is null"))
        .isOne();
  }

  @Test
  void aChangeThatIsRolledBackIsNotAnnounced() {
    listen(listener, WebhookEvent.wires());
    var job = job(listener, 0, Start.NOW, 1);

    assertThatThrownBy(
            () ->
                get(
                    data.database()
                        .submitting(
                            sql ->
                                InsertJobs.run(sql, List.of(job))
                                    .chain(() -> sql.run("select 1 / 0", Tuple.tuple())))))
        .hasStackTraceContaining("division by zero");

    assertThat(announced()).isEmpty();
    assertThat(data.count("select count(*) from job")).isZero();
  }

  @Test
  void eventsThatAreTakenInARolledBackTransactionStay() {
    listen(listener, List.of("job.submitted"));
    engine.submit(listener);

    assertThatThrownBy(
            () ->
                get(
                    data.database()
                        .upkeep(
                            sql ->
                                TakeEvents.run(sql, 10)
                                    .chain(() -> sql.run("select 1 / 0", Tuple.tuple())))))
        .hasStackTraceContaining("division by zero");

    List<TakeEvents.Event> taken = get(data.database().upkeep(sql -> TakeEvents.run(sql, 10)));
    assertThat(taken).hasSize(1);
    assertThat(announced()).isEmpty();
  }

  @Test
  void tenantsSeeTheirOwnRowsOnly() {
    listen(listener, WebhookEvent.wires());
    engine.submit(listener);
    List<String> tables = List.of("webhook", "webhook_event", "webhook_listener");

    for (String table : tables) {
      assertThat(countAs(listener, table)).as(table).isPositive();
      assertThat(countAs(tenant(), table)).as(table).isZero();
    }
    assertThat(
            data.count(
                """
                select count(*) from pg_class
                where relname in ('webhook', 'webhook_standing', 'webhook_event',
                  'webhook_delivery', 'webhook_attempt')
                  and relrowsecurity and relforcerowsecurity
                """))
        .isEqualTo(5);
  }

  private long countAs(TenantId tenant, String table) {
    return get(
        data.database()
            .asTenant(
                tenant,
                sql ->
                    sql.run("select count(*) from " + table, Tuple.tuple())
                        .map(rows -> rows.iterator().next().getLong(0))));
  }

  private boolean disable(WebhookId webhook, Duration failing) {
    return get(
        DisableWebhook.run(data.database().engine(), listener, webhook, "a reason", failing));
  }

  private WebhookId listen(TenantId tenant, List<String> events) {
    UUID id = Engine.id().value();
    data.query(
        """
        insert into webhook (id, tenant_id, url, events, enabled, enabled_at, secret, created_by,
          created_at, version)
        values ($1, $2, 'https://hooks.example.org/', $3, true, clock_timestamp(), '\\x00', 'user:a',
          now(), 1)
        """,
        id,
        tenant.value(),
        events.toArray(String[]::new));
    return new WebhookId(id);
  }

  private List<String> announced() {
    List<String> all = new ArrayList<>();
    for (Row row : data.query("select event, state, attempt from webhook_event order by id")) {
      all.add(row.getString(0) + " " + row.getString(1) + " " + row.getShort(2));
    }
    return all;
  }

  private List<UUID> jobs() {
    List<UUID> all = new ArrayList<>();
    for (Row row : data.query("select job_id from webhook_event order by id")) {
      all.add(row.getUUID(0));
    }
    return all;
  }
}
