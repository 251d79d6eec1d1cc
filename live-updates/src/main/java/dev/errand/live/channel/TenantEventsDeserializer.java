package dev.errand.live.channel;

import dev.errand.live.wire.TenantEventsJson;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.tenant.TenantId;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.serialization.Deserializer;
import org.jboss.logging.Logger;

/** Reads events from the value of a Kafka record. What cannot be read is no news. */
public final class TenantEventsDeserializer implements Deserializer<TenantEvents> {
  private static final Logger LOG = Logger.getLogger(TenantEventsDeserializer.class);
  private static final TenantEvents NONE =
      new TenantEvents(new TenantId(new UUID(0, 0)), List.of());

  // Throwing would stop the channel at that record for ever.
  @Override
  public TenantEvents deserialize(String topic, byte[] value) {
    try {
      return TenantEventsJson.read(value);
    } catch (IOException | RuntimeException unreadable) {
      LOG.debugf("A record was skipped. topic=%s cause=%s", topic, unreadable.getClass().getName());
      return NONE;
    }
  }
}
