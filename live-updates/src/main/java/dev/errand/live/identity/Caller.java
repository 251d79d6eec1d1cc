package dev.errand.live.identity;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;

/**
 * Who makes this request. For methods that are not open to everyone: only there the token was
 * looked at before.
 */
@RequestScoped
public class Caller {
  private final SecurityIdentity identity;

  Caller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * The user, or the key.
   *
   * @throws ErrandException {@link ErrorCode#UNAUTHENTICATED} when it is nobody
   */
  public Principal principal() {
    return Principals.of(identity);
  }

  /**
   * The sign-in that the request's token belongs to.
   *
   * @throws ErrandException {@link ErrorCode#FORBIDDEN} when it is a key
   */
  public UUID session() {
    return Principals.session(identity);
  }
}
