package dev.errand.live.channel;

import dev.errand.live.wire.TenantEventsJson;
import dev.errand.model.event.TenantEvents;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Events as the value of a Kafka record. */
public final class TenantEventsSerializer implements Serializer<TenantEvents> {
  @Override
  public byte[] serialize(String topic, TenantEvents events) {
    try {
      return TenantEventsJson.write(events);
    } catch (IOException bug) {
      throw new SerializationException(bug);
    }
  }
}
