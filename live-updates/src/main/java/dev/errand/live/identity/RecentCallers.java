package dev.errand.live.identity;

import dev.errand.model.problem.ErrandException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose request that is, as far as it can be told without looking at a signature or into the
 * database: enough to count requests, never to allow anything.
 */
@ApplicationScoped
public class RecentCallers {
  private final RecentIdentities recent;
  private final CookieConfig cookies;

  RecentCallers(RecentIdentities recent, CookieConfig cookies) {
    this.recent = recent;
    this.cookies = cookies;
  }

  /** The user whose token the request shows; null for nobody and for tokens not seen lately. */
  public @Nullable UUID of(HttpServerRequest request) {
    try {
      return BearerOrCookie.token(request, cookies).map(recent::owner).orElse(null);
    } catch (ErrandException refusal) {
      return null;
    }
  }
}
