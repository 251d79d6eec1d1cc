package dev.errand.live.wire;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Events as the bytes that cross processes. */
public final class TenantEventsJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new WireModule())
          // Replicas of two versions talk to each other while a deploy rolls.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
          .build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(TenantEvents.class);
  private static final ObjectReader READER = MAPPER.readerFor(TenantEvents.class);

  private TenantEventsJson() {}

  public static byte[] write(TenantEvents events) throws IOException {
    return WRITER.writeValueAsBytes(events);
  }

  /** Reads events, without those of a kind that this version does not know. */
  public static TenantEvents read(byte[] json) throws IOException {
    TenantEvents all = READER.readValue(json);
    List<JobEvent> known = all.events().stream().filter(Objects::nonNull).toList();
    return new TenantEvents(all.tenant(), known);
  }
}
