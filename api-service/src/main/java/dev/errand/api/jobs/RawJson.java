package dev.errand.api.jobs;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A JSON value exactly as it was sent: key order, number forms and all.
 *
 * @param text the value's own text
 */
@Schema(description = "Any JSON value, kept byte for byte", implementation = Object.class)
@JsonDeserialize(using = RawJsonReader.class)
public record RawJson(String text) {
  boolean isNull() {
    return text.equals("null");
  }

  boolean isObject() {
    return text.startsWith("{");
  }
}
