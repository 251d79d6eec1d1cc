package dev.errand.api.accounts;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Where a verification mail's link leads. It changes nothing by itself: mail scanners open links
 * too, and would use them up.
 */
@Path("/verify")
@PermitAll
class VerifyPage {
  /** A button that sends the token. */
  record Confirm(String token) implements TemplateInstance {}

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response page(@RestQuery @Nullable String token) {
    String safe = token == null ? "" : token.replaceAll("[^A-Za-z0-9_-]", "");
    return Response.ok(new Confirm(safe).render()).header("Cache-Control", "no-store").build();
  }
}
