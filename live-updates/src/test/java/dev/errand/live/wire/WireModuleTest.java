package dev.errand.live.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.errand.model.attempt.Attempt;
import dev.errand.model.job.HistoryEntry;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobError;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.Priority;
import dev.errand.model.job.Progress;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireModuleTest {
  private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000001");
  private static final UUID TENANT = UUID.fromString("0198c0de-0000-7000-8000-0000000000ff");
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final JsonMapper mapper =
      JsonMapper.builder().addModule(new JavaTimeModule()).addModule(new WireModule()).build();

  @Test
  void aFullJobHasEveryFieldInTheOrderOfTheContract() throws JsonProcessingException {
    var job =
        new Job(
            new JobId(ID),
            new TenantId(TENANT),
            new JobType("report.render"),
            "Report",
            "A \"long\" one",
            new QueueName("reports"),
            10,
            JobState.FAILED,
            "{\"n\": 1.0e2 }",
            "[1]",
            List.of("a", "b"),
            2,
            5,
            Backoff.DEFAULT,
            new Progress(40, "half"),
            "null",
            new JobError("timeout", "too slow", AT),
            AT,
            AT.plusMillis(5),
            Duration.ofSeconds(30),
            "customer:9",
            "invoice:4",
            TENANT,
            "user:7",
            AT.minusSeconds(1),
            AT,
            AT.plusNanos(123_456_789),
            3);

    assertThat(mapper.writeValueAsString(job))
        .isEqualTo(
            """
            {"id":"0198c0de-0000-7000-8000-000000000001","type":"report.render","name":"Report",\
            "description":"A \\"long\\" one","queue":"reports","priority":10,"state":"failed",\
            "data":{"n": 1.0e2 },"metadata":[1],"tags":["a","b"],"attempt":2,"maxAttempts":5,\
            "backoff":{"first":"PT1S","factor":2.0,"cap":"PT10M","jitter":0.2},\
            "progress":{"percent":40,"message":"half"},"result":null,\
            "error":{"code":"timeout","message":"too slow","at":"2026-03-01T12:00:00.000Z"},\
            "runAt":"2026-03-01T12:00:00.000Z","deadlineAt":"2026-03-01T12:00:00.005Z",\
            "timeout":"PT30S","concurrencyKey":"customer:9","uniqueKey":"invoice:4",\
            "scheduleId":"0198c0de-0000-7000-8000-0000000000ff","createdBy":"user:7","createdAt":"2026-03-01T11:59:59.000Z",\
            "startedAt":"2026-03-01T12:00:00.000Z","finishedAt":"2026-03-01T12:00:00.123Z",\
            "version":3,"tenant":"0198c0de-0000-7000-8000-0000000000ff"}""");
  }

  @Test
  void whatAJobLacksIsWrittenAsNull() throws JsonProcessingException {
    var job =
        new Job(
            new JobId(ID),
            new TenantId(TENANT),
            new JobType("noop"),
            null,
            null,
            QueueName.DEFAULT,
            0,
            JobState.PENDING,
            null,
            null,
            List.of(),
            0,
            5,
            Backoff.DEFAULT,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "user:7",
            AT,
            null,
            null,
            1);

    assertThat(mapper.writeValueAsString(job))
        .isEqualTo(
            """
            {"id":"0198c0de-0000-7000-8000-000000000001","type":"noop","name":null,\
            "description":null,"queue":"default","priority":0,"state":"pending","data":null,\
            "metadata":null,"tags":[],"attempt":0,"maxAttempts":5,\
            "backoff":{"first":"PT1S","factor":2.0,"cap":"PT10M","jitter":0.2},\
            "progress":null,"result":null,"error":null,"runAt":null,"deadlineAt":null,\
            "timeout":null,"concurrencyKey":null,"uniqueKey":null,"scheduleId":null,\
            "createdBy":"user:7","createdAt":"2026-03-01T12:00:00.000Z",\
            "startedAt":null,"finishedAt":null,"version":1,\
            "tenant":"0198c0de-0000-7000-8000-0000000000ff"}""");
  }

  @Test
  void anAttempt() throws JsonProcessingException {
    var attempt =
        new Attempt(1, "failed", "w1", AT, null, new JobError("timeout", "slow", AT), null);

    assertThat(mapper.writeValueAsString(attempt))
        .isEqualTo(
            """
            {"number":1,"outcome":"failed","worker":"w1","startedAt":"2026-03-01T12:00:00.000Z",\
            "finishedAt":null,\
            "error":{"code":"timeout","message":"slow","at":"2026-03-01T12:00:00.000Z"},\
            "retryAt":null}""");
  }

  @Test
  void anEntryOfTheHistory() throws JsonProcessingException {
    var entry = new HistoryEntry(AT, "submitted", "user:7", null, JobState.PENDING, null);

    assertThat(mapper.writeValueAsString(entry))
        .isEqualTo(
            """
            {"at":"2026-03-01T12:00:00.000Z","change":"submitted","actor":"user:7","from":null,\
            "to":"pending","reason":null}""");
  }

  @Test
  void wordsAreReadAsTheyAreWritten() throws JsonProcessingException {
    assertThat(mapper.readValue("\"" + ID + "\"", JobId.class)).isEqualTo(new JobId(ID));
    assertThat(mapper.readValue("\"" + TENANT + "\"", TenantId.class))
        .isEqualTo(new TenantId(TENANT));
    assertThat(mapper.readValue("\"a.b\"", JobType.class)).isEqualTo(new JobType("a.b"));
    assertThat(mapper.readValue("\"q\"", QueueName.class)).isEqualTo(new QueueName("q"));
    assertThat(mapper.readValue("\"held\"", JobState.class)).isEqualTo(JobState.HELD);
    assertThat(mapper.writeValueAsString(Priority.URGENT)).isEqualTo("20");
  }

  @Test
  void aWordThatIsNoneIsRefusedAsMalformed() {
    assertThatThrownBy(() -> mapper.readValue("\"HELD\"", JobState.class))
        .isInstanceOf(InvalidFormatException.class);
    assertThatThrownBy(() -> mapper.readValue("\"7\"", JobId.class))
        .isInstanceOf(InvalidFormatException.class);
  }
}
