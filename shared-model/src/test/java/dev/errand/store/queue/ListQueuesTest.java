package dev.errand.store.queue;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.tenant;
import static dev.errand.store.queue.Floor.concurrency;
import static dev.errand.store.queue.Floor.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.queue.Queue;
import dev.errand.model.queue.QueueDepth;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class ListQueuesTest {
  private Floor floor;
  private TenantId tenant;

  @BeforeEach
  void open(TestInfo test) {
    floor = Floor.open(test);
    tenant = tenant();
  }

  @AfterEach
  void close() {
    floor.close();
  }

  @Test
  void aQueueIsListedForItsSettingsOrAnUnfinishedJob() {
    floor.put(tenant, "settings", concurrency(2));
    floor.submit(draft(tenant, "ready"));
    floor.submit(draft(tenant, "held").start(new Start.Held()));
    floor.submit(draft(tenant, "lined").key("k"), 2);
    floor.submit(draft(tenant, "running"));
    floor.submit(draft(tenant, "done"));
    floor.submit(draft(tenant(), "foreign"));
    floor.worker(1).claimAll(100).stream()
        .filter(job -> job.queue().value().equals("done"))
        .forEach(job -> floor.complete(List.of(job)));
    floor.submit(draft(tenant, "ready"));

    assertThat(page(null, 10))
        .extracting(queue -> queue.name().value())
        .containsExactly("held", "lined", "ready", "running", "settings");
  }

  @Test
  void jobsAreCountedByState() {
    floor.submit(draft(tenant, "q"), 2);
    floor.submit(draft(tenant, "q").start(new Start.Held()), 3);
    floor.submit(draft(tenant, "q").start(new Start.After(Duration.ofHours(1))), 4);
    var claimed = floor.worker(1).claim(2);
    floor.finish(claimed.getFirst(), new Retried(Floor.BROKEN, Duration.ofHours(1)));
    floor.submit(draft(tenant, "q").key("k"), 5);
    floor.submit(draft(tenant, "q"));

    assertThat(floor.find(tenant, "q").depth()).isEqualTo(new QueueDepth(3, 4, 6, 1, 1));
  }

  @Test
  void theAgeIsThatOfTheOldestPendingJobWhateverItsPriority() {
    JobId old = floor.submit(draft(tenant, "q").priority(-5));
    floor.data.query(
        "update ready set place = place_at(now() - interval '1 hour', id) where id = $1",
        old.value());
    JobId urgent = floor.submit(draft(tenant, "q").type("other").priority(5));
    floor.submit(draft(tenant, "q"));

    Queue queue = floor.find(tenant, "q");

    assertThat(queue.oldestPendingAge()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    assertThat(queue.next()).isEqualTo(urgent.value());
  }

  @Test
  void whoStandsInLineIsPendingToo() {
    JobId old = floor.submit(draft(tenant, "q").key("k"));
    floor.data.query(
        "update in_line set place = place_at(now() - interval '1 hour', id) where id = $1",
        old.value());

    Queue queue = floor.find(tenant, "q");

    assertThat(queue.oldestPendingAge()).isGreaterThan(Duration.ofMinutes(59));
    assertThat(queue.next()).isNull();
  }

  @Test
  void anEmptyQueueHasNoAge() {
    floor.put(tenant, "q", concurrency(1));

    assertThat(floor.find(tenant, "q").oldestPendingAge()).isNull();
  }

  @Test
  void pagesGoOnByName() {
    List<Floor.Draft> drafts = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      drafts.add(draft(tenant, "q" + (char) ('a' + i)));
    }
    floor.submit(drafts);
    List<String> seen = new ArrayList<>();

    for (List<Queue> page = page(null, 10); !page.isEmpty(); page = page(last(page), 10)) {
      page.forEach(queue -> seen.add(queue.name().value()));
    }

    assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void onlyAnEmptyQueueIsDeleted() {
    floor.put(tenant, "q", concurrency(1));
    floor.submit(draft(tenant, "q"));

    assertThat(delete()).isEqualTo(DeleteQueue.Result.IN_USE);
    floor.complete(floor.worker(1).claimAll(10));
    assertThat(delete()).isEqualTo(DeleteQueue.Result.DELETED);
    assertThat(delete()).isEqualTo(DeleteQueue.Result.UNKNOWN);
    assertThat(page(null, 10)).isEmpty();
  }

  private DeleteQueue.Result delete() {
    return get(
        floor
            .data
            .database()
            .asTenant(tenant, sql -> DeleteQueue.run(sql, tenant, new QueueName("q"))));
  }

  private static QueueName last(List<Queue> page) {
    return page.getLast().name();
  }

  private List<Queue> page(QueueName after, int limit) {
    return get(
        floor.data.database().asTenant(tenant, sql -> ListQueues.run(sql, tenant, after, limit)));
  }
}
