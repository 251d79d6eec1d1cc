package dev.errand.live.identity;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantRole;
import dev.errand.store.session.FindStanding.Standing;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is asking, from the identity that a request or a socket was authenticated with. */
public final class Principals {
  private static final String PRINCIPAL = "errand.principal";
  private static final String CLAIMS = "errand.claims";

  private Principals() {}

  /**
   * The user behind that identity.
   *
   * @throws ErrandException {@link ErrorCode#UNAUTHENTICATED} when it is nobody
   */
  public static Principal of(SecurityIdentity identity) {
    return required(identity.getAttribute(PRINCIPAL));
  }

  /** The sign-in behind that identity. */
  public static UUID session(SecurityIdentity identity) {
    return claims(identity).session();
  }

  /** When the access token behind that identity stops working. */
  public static Instant expires(SecurityIdentity identity) {
    return claims(identity).expires();
  }

  private static SessionClaims claims(SecurityIdentity identity) {
    return required(identity.getAttribute(CLAIMS));
  }

  private static <T> T required(@Nullable T attribute) {
    if (attribute == null) {
      throw new ErrandException(ErrorCode.UNAUTHENTICATED, "The request shows no valid token.");
    }
    return attribute;
  }

  // The role is what the database says now, not what the token said when it was made.
  static SecurityIdentity identity(
      SecurityIdentity token, SessionClaims claims, Standing standing) {
    Principal principal =
        new Principal(
            claims.user(), claims.tenant(), TenantRole.of(standing.role()), standing.admin());
    Set<String> roles = new LinkedHashSet<>();
    roles.add(principal.role().wire());
    if (principal.admin()) {
      roles.add("admin");
    }
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(token.getPrincipal())
        .addCredentials(token.getCredentials())
        .addRoles(roles)
        .addAttribute(PRINCIPAL, principal)
        .addAttribute(CLAIMS, claims)
        .build();
  }
}
