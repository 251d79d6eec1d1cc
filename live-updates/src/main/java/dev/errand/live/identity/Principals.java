package dev.errand.live.identity;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.Principal;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is asking, from the identity that a request or a socket was authenticated with. */
public final class Principals {
  /** The role of a person who signed in: what no key may do asks for it. */
  public static final String SESSION = "session";

  private static final String PRINCIPAL = "errand.principal";
  private static final String PROOF = "errand.proof";

  private Principals() {}

  /**
   * The caller behind that identity.
   *
   * @throws ErrandException {@link ErrorCode#UNAUTHENTICATED} when it is nobody
   */
  public static Principal of(SecurityIdentity identity) {
    return required(identity.getAttribute(PRINCIPAL));
  }

  /**
   * The sign-in behind that identity.
   *
   * @throws ErrandException {@link ErrorCode#FORBIDDEN} when it is a key
   */
  public static UUID session(SecurityIdentity identity) {
    if (proof(identity) instanceof SessionClaims claims) {
      return claims.session();
    }
    throw new ErrandException(ErrorCode.FORBIDDEN, "An API key is not a session.");
  }

  /** What that identity was authenticated with. */
  public static Proof proof(SecurityIdentity identity) {
    return required(identity.getAttribute(PROOF));
  }

  private static <T> T required(@Nullable T attribute) {
    if (attribute == null) {
      throw new ErrandException(ErrorCode.UNAUTHENTICATED, "The request shows no valid token.");
    }
    return attribute;
  }

  /** An identity whose roles are the words of its permissions. */
  static SecurityIdentity identity(Principal principal, Proof proof) {
    Set<String> roles = new HashSet<>(Permission.wires(principal.permissions()));
    if (proof instanceof SessionClaims) {
      roles.add(SESSION);
    }
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(principal.actor()))
        .addRoles(roles)
        .addAttribute(PRINCIPAL, principal)
        .addAttribute(PROOF, proof)
        .build();
  }
}
