package dev.errand.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.jobs.JobNews.Ear;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JobNewsTest {
  private static final TenantId TENANT = new TenantId(new UUID(7, 1));
  private static final JobId JOB = new JobId(new UUID(0x0198_0000_0000_7000L, 1L << 63));
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final JobNews news = new JobNews();

  @Test
  void newsAfterTheEarIsPrickedUpIsHeardEvenBeforeItIsAwaited() {
    try (Ear ear = news.listen(JOB).orElseThrow()) {
      ear.prickUp();
      tellOfTheEnd();

      ear.next(LONG).await().atMost(PATIENCE);
    }
  }

  @Test
  void newsIsHeardOnce() {
    try (Ear ear = news.listen(JOB).orElseThrow()) {
      ear.prickUp();
      tellOfTheEnd();
      ear.next(LONG).await().atMost(PATIENCE);

      ear.prickUp();
      ear.next(Duration.ofMillis(200)).await().atMost(PATIENCE);
      var second = ear.next(LONG).subscribeAsCompletionStage();

      assertThat(second).isNotDone();
      tellOfTheEnd();
      assertThat(second).succeedsWithin(PATIENCE);
    }
  }

  @Test
  void newsThatKeepsComingIsTakenInSlowly() {
    try (Ear ear = news.listen(JOB).orElseThrow()) {
      long began = System.nanoTime();
      for (int i = 0; i < 5; i++) {
        ear.prickUp();
        tellOfTheEnd();
        ear.next(LONG).await().atMost(PATIENCE);
      }

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(150));
    }
  }

  @Test
  void noMoreThanSoManyRequestsWait() {
    List<Ear> ears =
        IntStream.range(0, JobNews.MOST_WAITING)
            .mapToObj(i -> news.listen(JOB).orElseThrow())
            .toList();

    assertThat(news.listen(JOB)).isEmpty();
    ears.getFirst().close();
    ears.getFirst().close();
    assertThat(news.listen(JOB)).isPresent();
    assertThat(news.listen(JOB)).isEmpty();
  }

  private void tellOfTheEnd() {
    JobEvent end =
        new JobEvent.StateChanged(
            TENANT,
            JOB,
            Instant.EPOCH,
            "job.completed",
            JobState.COMPLETED,
            new JobType("noop"),
            QueueName.DEFAULT,
            0,
            1,
            null);
    news.on(new TenantEvents(TENANT, List.of(end)));
  }
}
