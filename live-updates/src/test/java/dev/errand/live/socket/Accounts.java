package dev.errand.live.socket;

import dev.errand.live.channel.Events;
import dev.errand.live.database.DatabaseConfig;
import dev.errand.live.identity.ApiKeyText;
import dev.errand.live.identity.SigningKeys;
import dev.errand.live.identity.TokenConfig;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.DatabaseUrl;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Users with sessions, and jobs of theirs. */
@Singleton
class Accounts {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Database database;
  private final DatabaseUrl url;
  private final SigningKeys keys;
  private final TokenConfig tokens;
  private final RandomGenerator random;

  Accounts(
      Database database,
      DatabaseConfig config,
      SigningKeys keys,
      TokenConfig tokens,
      RandomGenerator random) {
    this.random = random;
    this.database = database;
    this.url = DatabaseUrl.parse(config.url());
    this.keys = keys;
    this.tokens = tokens;
  }

  record User(UUID id, TenantId tenant, UUID session) {}

  /** The owner of a tenant of its own, signed in. */
  User signUp() {
    return signUp(false);
  }

  User admin() {
    return signUp(true);
  }

  private User signUp(boolean admin) {
    User user = new User(UUID.randomUUID(), new TenantId(UUID.randomUUID()), UUID.randomUUID());
    execute("insert into tenant (id, name) values (?, 'test')", user.tenant().value());
    execute(
        "insert into app_user (id, tenant_id, username, password_hash, admin)"
            + " values (?, ?, ?, 'none', ?)",
        user.id(),
        user.tenant().value(),
        user.id().toString(),
        admin);
    execute(
        "insert into session (id, user_id, refresh_hash, expires_at)"
            + " values (?, ?, decode(md5(random()::text), 'hex'), now() + interval '1 day')",
        user.session(),
        user.id());
    return user;
  }

  void signOut(User user) {
    execute("update session set revoked_at = now() where id = ?", user.session());
  }

  /** A key of that user. */
  String key(User user, List<String> queues, String... scopes) {
    ApiKeyText key = ApiKeyText.make("test", random);
    execute(
        "insert into api_key (id, tenant_id, user_id, name, hint, hash, scopes, queues)"
            + " values (?, ?, ?, 'test', ?, ?, ?, ?)",
        UUID.randomUUID(),
        user.tenant().value(),
        user.id(),
        key.hint(),
        key.hash(),
        scopes,
        queues.toArray(String[]::new));
    return key.text();
  }

  void revokeKeys(User user) {
    execute("update api_key set revoked_at = now() where user_id = ?", user.id());
  }

  String token(User user) {
    return token(user, Instant.now().plusSeconds(600));
  }

  String token(User user, Instant expires) {
    keys.prepare().await().atMost(PATIENCE);
    EllipticCurveJsonWebKey key = keys.newest();
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(tokens.issuer());
    claims.setAudience(tokens.audience());
    claims.setSubject(user.id().toString());
    claims.setStringClaim("tid", user.tenant().toString());
    claims.setStringClaim("sid", user.session().toString());
    claims.setIssuedAt(NumericDate.fromMilliseconds(System.currentTimeMillis()));
    claims.setNotBefore(NumericDate.fromMilliseconds(System.currentTimeMillis()));
    claims.setExpirationTime(NumericDate.fromSeconds(expires.getEpochSecond()));
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setAlgorithmHeaderValue("ES256");
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setHeader("typ", "at+jwt");
    jws.setKey(key.getPrivateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A pending job. */
  Job job(User owner) {
    return job(owner, QueueName.DEFAULT);
  }

  /** A pending job. */
  Job job(User owner, QueueName queue) {
    NewJob job =
        new NewJob(
            new JobId(
                new UUID(
                    Events.job(1).value().getMostSignificantBits(),
                    UUID.randomUUID().getLeastSignificantBits())),
            owner.tenant(),
            "user:" + owner.id(),
            new JobType("noop"),
            queue,
            Priority.NORMAL,
            NewJob.Start.NOW,
            5,
            Backoff.DEFAULT,
            "{\"n\":1}",
            null,
            null,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            null);
    InsertJobs.run(database.submissions(), List.of(job)).await().atMost(PATIENCE);
    return job.stored(null, null);
  }

  private void execute(String sql, Object... parameters) {
    try (Connection connection =
            DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
