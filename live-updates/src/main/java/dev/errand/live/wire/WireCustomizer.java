package dev.errand.live.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Teaches the application's JSON our words. */
@Singleton
class WireCustomizer implements ObjectMapperCustomizer {
  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(new WireModule());
  }

  // After Quarkus' own modules: of two serializers for a type, the one registered last is used.
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }
}
