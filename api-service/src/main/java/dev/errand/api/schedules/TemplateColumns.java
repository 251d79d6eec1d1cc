package dev.errand.api.schedules;

import dev.errand.model.job.JobType;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.schedule.JobTemplate;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of the job that each fire makes. */
@Embeddable
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class TemplateColumns {
  @Column(name = "job_type")
  String type;

  @Column(name = "job_queue")
  String queue;

  @Column(name = "job_priority")
  short priority;

  @Column(name = "job_held")
  boolean held;

  @Column(name = "job_max_attempts")
  short maxAttempts;

  @Column(name = "job_backoff_first_ms")
  long backoffFirstMs;

  @Column(name = "job_backoff_cap_ms")
  long backoffCapMs;

  @Column(name = "job_backoff_factor")
  double backoffFactor;

  @Column(name = "job_backoff_jitter")
  double backoffJitter;

  @Column(name = "job_data")
  @Nullable String data;

  @Column(name = "job_name")
  @Nullable String name;

  @Column(name = "job_description")
  @Nullable String description;

  @Column(name = "job_metadata")
  @Nullable String metadata;

  @Column(name = "job_tags")
  String[] tags;

  @Column(name = "job_timeout_ms")
  @Nullable Long timeoutMs;

  @Column(name = "job_concurrency_key")
  @Nullable String concurrencyKey;

  protected TemplateColumns() {}

  static TemplateColumns of(JobTemplate template) {
    var columns = new TemplateColumns();
    columns.type = template.type().value();
    columns.queue = template.queue().value();
    columns.priority = (short) template.priority().value();
    columns.held = template.held();
    columns.maxAttempts = (short) template.maxAttempts();
    columns.backoffFirstMs = template.backoff().first().toMillis();
    columns.backoffCapMs = template.backoff().cap().toMillis();
    columns.backoffFactor = template.backoff().factor();
    columns.backoffJitter = template.backoff().jitter();
    columns.data = template.data();
    columns.name = template.name();
    columns.description = template.description();
    columns.metadata = template.metadata();
    columns.tags = template.tags().toArray(String[]::new);
    Duration timeout = template.timeout();
    columns.timeoutMs = timeout == null ? null : timeout.toMillis();
    columns.concurrencyKey = template.concurrencyKey();
    return columns;
  }

  JobTemplate template() {
    return new JobTemplate(
        new JobType(type),
        new QueueName(queue),
        new Priority(priority),
        held,
        maxAttempts,
        new Backoff(
            Duration.ofMillis(backoffFirstMs),
            backoffFactor,
            Duration.ofMillis(backoffCapMs),
            backoffJitter),
        data,
        name,
        description,
        metadata,
        List.of(tags),
        timeoutMs == null ? null : Duration.ofMillis(timeoutMs),
        concurrencyKey);
  }
}
