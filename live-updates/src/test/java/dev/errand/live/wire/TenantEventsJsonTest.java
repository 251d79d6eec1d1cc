package dev.errand.live.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.Progress;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantEventsJsonTest {
  private static final TenantId TENANT =
      new TenantId(UUID.fromString("0198c0de-0000-7000-8000-0000000000ff"));
  private static final JobId JOB =
      new JobId(UUID.fromString("0198c0de-0000-7000-8000-000000000001"));
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.500Z");

  @Test
  void everyKindOfEventSurvivesTheJourney() throws IOException {
    var events =
        new TenantEvents(
            TENANT,
            List.of(
                new JobEvent.StateChanged(
                    TENANT,
                    JOB,
                    AT,
                    "job.retrying",
                    JobState.RETRYING,
                    new JobType("noop"),
                    QueueName.DEFAULT,
                    -10,
                    2,
                    new AttemptError("timeout", "slow")),
                new JobEvent.Progressed(TENANT, JOB, AT, new Progress(7, null)),
                new JobEvent.CancelRequested(TENANT, JOB, AT),
                new JobEvent.Unblocked(TENANT, JOB, AT)));

    assertThat(TenantEventsJson.read(TenantEventsJson.write(events))).isEqualTo(events);
  }

  @Test
  void looksLikeThis() throws IOException {
    var events = new TenantEvents(TENANT, List.of(new JobEvent.CancelRequested(TENANT, JOB, AT)));

    assertThat(new String(TenantEventsJson.write(events), UTF_8))
        .isEqualTo(
            """
            {"tenant":"0198c0de-0000-7000-8000-0000000000ff","events":[{"kind":"cancel",\
            "tenant":"0198c0de-0000-7000-8000-0000000000ff",\
            "job":"0198c0de-0000-7000-8000-000000000001","at":"2026-03-01T12:00:00.500Z"}]}""");
  }

  @Test
  void kindsAndFieldsOfANewerVersionAreSkipped() throws IOException {
    var json =
        """
        {"tenant":"%1$s","new":1,"events":[
          {"kind":"teleported","to":"mars"},
          {"kind":"cancel","tenant":"%1$s","job":"%2$s","at":"2026-03-01T12:00:00.5Z","why":"x"}]}
        """
            .formatted(TENANT, JOB);

    assertThat(TenantEventsJson.read(json.getBytes(UTF_8)).events())
        .containsExactly(new JobEvent.CancelRequested(TENANT, JOB, AT));
  }
}
