package dev.errand.api.jobs;

import dev.errand.api.web.ETags;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a creating request is answered with.
 *
 * @param location the {@code Location} header, where one thing was created
 * @param version what the {@code ETag} header names, where one thing with versions was created
 * @param body JSON text
 * @param replayed whether it was given before, to the same key
 */
public record Answer(
    int status,
    @Nullable String location,
    @Nullable Integer version,
    String body,
    boolean replayed) {

  /** One that is given for the first time. */
  public static Answer of(
      int status, @Nullable String location, @Nullable Integer version, String body) {
    return new Answer(status, location, version, body, false);
  }

  /** As it goes over the wire. */
  public RestResponse<String> response() {
    ResponseBuilder<String> builder =
        ResponseBuilder.<String>create(status).entity(body).type(MediaType.APPLICATION_JSON_TYPE);
    if (location != null) {
      builder.location(URI.create(location));
    }
    if (version != null) {
      builder.header("ETag", ETags.of(version));
    }
    if (replayed) {
      builder.header("Idempotent-Replayed", "true");
    }
    return builder.build();
  }
}
