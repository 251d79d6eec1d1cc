package dev.errand.api.accounts;

import dev.errand.live.identity.SigningKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/** The public keys, for services of others that check our access tokens (RFC 7517). */
@Path("/.well-known/jwks.json")
@PermitAll
class JwksResource {
  private final SigningKeys keys;

  JwksResource(SigningKeys keys) {
    this.keys = keys;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response keys() {
    List<Map<String, Object>> all =
        keys.all().stream().map(key -> key.toParams(OutputControlLevel.PUBLIC_ONLY)).toList();
    return Response.ok(Map.of("keys", all)).header("Cache-Control", "public, max-age=300").build();
  }
}
