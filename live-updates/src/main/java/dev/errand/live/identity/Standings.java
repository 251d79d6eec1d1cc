package dev.errand.live.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.errand.store.session.FindStanding;
import dev.errand.store.session.FindStanding.Standing;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether sessions still count: a user who was deactivated, or signed out elsewhere, or got another
 * role. Remembered for a moment, so that it costs one read per session and moment.
 */
@ApplicationScoped
public class Standings {
  // What is changed must count within 5 seconds, the read included.
  private static final Duration MEMORY = Duration.ofSeconds(4);

  private final Database database;
  private final Cache<UUID, Uni<Optional<Standing>>> recent =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(MEMORY).build();

  Standings(Database database) {
    this.database = database;
  }

  /** How that user stands; nothing when the session is over. At most 4 seconds old. */
  public Uni<Optional<Standing>> of(UUID session, UUID user) {
    return recent.get(session, absent -> ask(session, user));
  }

  /** Whether that answer of {@link #of} is what it would answer now. */
  boolean isRecent(UUID session, Uni<Optional<Standing>> answer) {
    return recent.getIfPresent(session) == answer;
  }

  /** Makes a change count at once in this process. */
  public void forget(UUID session) {
    recent.invalidate(session);
  }

  private Uni<Optional<Standing>> ask(UUID session, UUID user) {
    return Uni.createFrom()
        .deferred(() -> FindStanding.run(database.engine(), session, user))
        .onFailure(RuntimeException.class)
        .invoke(() -> recent.invalidate(session))
        .memoize()
        .indefinitely();
  }
}
