package dev.errand.live.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.errand.model.job.Job;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a job as the contract (§4) lists it: every field, always, in that order. */
final class JobWriter extends StdSerializer<Job> {
  JobWriter() {
    super(Job.class);
  }

  @Override
  public void serialize(Job job, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeStartObject(job);
    writeRequest(job, out, provider);
    writeStanding(job, out, provider);
    out.writeEndObject();
  }

  private static void writeRequest(Job job, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    out.writeStringField("id", job.id().toString());
    out.writeStringField("type", job.type().value());
    writeText(out, "name", job.name());
    writeText(out, "description", job.description());
    out.writeStringField("queue", job.queue().value());
    out.writeNumberField("priority", job.priority());
    out.writeStringField("state", job.state().wire());
    writeRaw(out, "data", job.data());
    writeRaw(out, "metadata", job.metadata());
    out.writeArrayFieldStart("tags");
    for (String tag : job.tags()) {
      out.writeString(tag);
    }
    out.writeEndArray();
    out.writeNumberField("attempt", job.attempt());
    out.writeNumberField("maxAttempts", job.maxAttempts());
    provider.defaultSerializeField("backoff", job.backoff(), out);
  }

  private static void writeStanding(Job job, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    provider.defaultSerializeField("progress", job.progress(), out);
    writeRaw(out, "result", job.result());
    provider.defaultSerializeField("error", job.error(), out);
    provider.defaultSerializeField("runAt", job.runAt(), out);
    provider.defaultSerializeField("deadlineAt", job.deadlineAt(), out);
    provider.defaultSerializeField("timeout", job.timeout(), out);
    writeText(out, "concurrencyKey", job.concurrencyKey());
    writeText(out, "uniqueKey", job.uniqueKey());
    provider.defaultSerializeField("scheduleId", job.scheduleId(), out);
    out.writeStringField("createdBy", job.createdBy());
    provider.defaultSerializeField("createdAt", job.createdAt(), out);
    provider.defaultSerializeField("startedAt", job.startedAt(), out);
    provider.defaultSerializeField("finishedAt", job.finishedAt(), out);
    out.writeNumberField("version", job.version());
    out.writeStringField("tenant", job.tenant().toString());
  }

  private static void writeText(JsonGenerator out, String field, @Nullable String text)
      throws IOException {
    out.writeFieldName(field);
    out.writeString(text);
  }

  // The text was parsed and found valid when it was stored; parsing it again would only cost time
  // and change what numbers look like.
  private static void writeRaw(JsonGenerator out, String field, @Nullable String json)
      throws IOException {
    out.writeFieldName(field);
    if (json == null) {
      out.writeNull();
    } else {
      out.writeRawValue(json);
    }
  }
}
