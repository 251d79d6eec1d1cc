package dev.errand.live.wire;

import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.UUID;

/** How our words look as JSON, so that the model need not know of Jackson. */
public final class WireModule extends SimpleModule {
  // Always three digits: a client may compare the texts.
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  public WireModule() {
    super("errand-wire");
    addWords();
    addSerializer(Job.class, new JobWriter());
    addSerializer(
        Instant.class,
        WordWriter.of(
            Instant.class, (moment, out) -> out.writeString(MILLISECONDS.format(moment))));
    addSerializer(
        Duration.class,
        WordWriter.of(Duration.class, (length, out) -> out.writeString(length.toString())));
    setMixInAnnotation(JobEvent.class, JobEventKinds.class);
  }

  private void addWords() {
    addText(JobId.class, JobId::toString, text -> JobId.parse(text).orElseThrow());
    addText(TenantId.class, TenantId::toString, text -> new TenantId(UUID.fromString(text)));
    addText(JobType.class, JobType::value, JobType::new);
    addText(QueueName.class, QueueName::value, QueueName::new);
    addText(JobState.class, JobState::wire, text -> JobState.of(text).orElseThrow());
    addSerializer(
        Priority.class,
        WordWriter.of(Priority.class, (priority, out) -> out.writeNumber(priority.value())));
  }

  private <T> void addText(
      Class<T> type, WordReader.Printer<T> printer, WordReader.Parser<T> parser) {
    addSerializer(type, WordWriter.of(type, (value, out) -> out.writeString(printer.print(value))));
    addDeserializer(type, new WordReader<>(type, parser));
  }
}
