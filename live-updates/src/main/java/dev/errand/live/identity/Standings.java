package dev.errand.live.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantRole;
import dev.errand.store.key.UseApiKey;
import dev.errand.store.session.FindStanding;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Whom sessions and API keys stand for now: a user may have been deactivated, or signed out
 * elsewhere, or got another role; a key may have been revoked. Remembered for a moment, so that it
 * costs one read per session or key and moment.
 */
@ApplicationScoped
public class Standings {
  // What is changed must count within 5 seconds, the read included.
  private static final Duration MEMORY = Duration.ofSeconds(4);

  private final Database database;
  private final Cache<Object, Uni<Optional<Principal>>> recent =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(MEMORY).build();

  Standings(Database database) {
    this.database = database;
  }

  /** Whom that stands for; nobody when it is over. At most 4 seconds old. */
  public Uni<Optional<Principal>> of(Proof proof) {
    return recent.get(key(proof), absent -> ask(proof));
  }

  /** Whether that answer of {@link #of} is what it would answer now. */
  boolean isRecent(Proof proof, Uni<Optional<Principal>> answer) {
    return recent.getIfPresent(key(proof)) == answer;
  }

  /** Makes a change count at once in this process. */
  public void forget(UUID session) {
    recent.invalidate(session);
  }

  /**
   * The same for everything that people may have changed about a user or a key. Everybody is looked
   * at anew, which is one read each: such changes are rare.
   */
  public void forgetAll() {
    recent.invalidateAll();
  }

  private static Object key(Proof proof) {
    return switch (proof) {
      case SessionClaims session -> session.session();
      case ApiKeyProof apiKey -> apiKey;
    };
  }

  private Uni<Optional<Principal>> ask(Proof proof) {
    return Uni.createFrom()
        .deferred(() -> read(proof))
        .onFailure(RuntimeException.class)
        .invoke(() -> recent.invalidate(key(proof)))
        .memoize()
        .indefinitely();
  }

  private Uni<Optional<Principal>> read(Proof proof) {
    return switch (proof) {
      case SessionClaims claims ->
          FindStanding.run(database.engine(), claims.session(), claims.user())
              .map(found -> found.map(now -> user(claims, now)));
      case ApiKeyProof(byte[] hash) -> UseApiKey.run(database.engine(), hash);
    };
  }

  // The role is what the database says now, not what the token said when it was made.
  private static Principal user(SessionClaims claims, FindStanding.Standing now) {
    return Principal.user(claims.user(), claims.tenant(), TenantRole.of(now.role()), now.admin());
  }
}
