package dev.errand.api.accounts;

import dev.errand.live.chance.IdSource;
import dev.errand.live.identity.SigningKeys;
import dev.errand.live.identity.TokenConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes sessions and their pairs of tokens. Runs inside a transaction. */
@ApplicationScoped
class SessionOpening {
  private final Sessions sessions;
  private final UserViews views;
  private final AccessTokenIssuer accessTokens;
  private final SigningKeys keys;
  private final TokenConfig config;
  private final IdSource ids;
  private final RandomGenerator random;

  SessionOpening(
      Sessions sessions,
      UserViews views,
      AccessTokenIssuer accessTokens,
      SigningKeys keys,
      TokenConfig config,
      IdSource ids,
      RandomGenerator random) {
    this.sessions = sessions;
    this.views = views;
    this.accessTokens = accessTokens;
    this.keys = keys;
    this.config = config;
    this.ids = ids;
    this.random = random;
  }

  Uni<SignedIn> open(UserEntity user, Device device, Instant now) {
    RefreshToken token = newToken(ids.next());
    SessionEntity session =
        new SessionEntity(token.session(), user.id, token.hash(), now, expiry(now));
    session.device = device.agent();
    session.address = device.address();
    return sessions.persist(session).chain(() -> signedIn(user, token));
  }

  RefreshToken newToken(UUID session) {
    return RefreshToken.make(session, random, keys.hmacKey());
  }

  Instant expiry(Instant now) {
    return now.plus(config.refresh());
  }

  Uni<SignedIn> signedIn(UserEntity user, RefreshToken token) {
    return views
        .of(user)
        .map(
            view ->
                new SignedIn(
                    accessTokens.issue(user, token.session()),
                    "Bearer",
                    config.access().toSeconds(),
                    token.text(),
                    view,
                    config.refresh().toSeconds()));
  }
}
