package dev.errand.api.jobs;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.idempotency.FindAnswer;
import dev.errand.store.idempotency.RecordAnswer;
import dev.errand.store.idempotency.RecordedAnswer;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import dev.errand.store.sql.StatementRefused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request that carries an {@code Idempotency-Key} once, however often it is sent. The
 * answer is stored in the transaction of what it answers.
 */
@Singleton
public class Idempotency {
  private static final int MAX_KEY = 255;

  private final Database database;

  @Inject
  Idempotency(Database database) {
    this.database = database;
  }

  /** A key with the request that it stands for. */
  public record Key(TenantId tenant, String route, String key, byte[] requestHash) {
    /** Whether it stands for the request with that hash. */
    public boolean standsFor(byte[] hash) {
      return MessageDigest.isEqual(requestHash, hash);
    }

    /** What a caller is told who uses it for two requests. */
    public ErrandException reused() {
      return new ErrandException(
          ErrorCode.IDEMPOTENCY_KEY_REUSED, "the key '" + key + "' was used with another request");
    }
  }

  /**
   * Reads the header, quoted (the IETF draft's form) or bare.
   *
   * @throws ErrandException if it is empty or too long
   */
  public static @Nullable Key key(
      TenantId tenant, String route, @Nullable String header, byte[] body) {
    if (header == null) {
      return null;
    }
    String text = header.strip();
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    String key = quoted ? text.substring(1, text.length() - 1) : text;
    boolean printable = key.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    if (key.isEmpty() || key.length() > MAX_KEY || !printable) {
      throw ErrandException.invalid(
          "#/Idempotency-Key", "must have 1 to " + MAX_KEY + " printable ASCII characters");
    }
    return new Key(tenant, route, key, sha256(body));
  }

  /**
   * Answers from the record, or does the work and records its answer.
   *
   * @param work creates, in the transaction it is handed, and says the answer
   */
  public Uni<Answer> once(Key key, Function<Sql, Uni<Answer>> work) {
    return find(key)
        .chain(found -> found.isPresent() ? replay(key, found.get()) : create(key, work));
  }

  /** What was answered to the key before; nothing when it is new. */
  public Uni<Optional<Answer>> replayed(Key key) {
    return find(key)
        .chain(
            found ->
                found.isPresent()
                    ? replay(key, found.get()).map(Optional::of)
                    : Uni.createFrom().item(Optional.empty()));
  }

  private Uni<Answer> create(Key key, Function<Sql, Uni<Answer>> work) {
    return database
        .submitting(sql -> work.apply(sql).call(answer -> record(sql, key, answer)))
        .onFailure(StatementRefused.class)
        .recoverWithUni(failure -> afterRace(key, (StatementRefused) failure));
  }

  // The other request with this key was first: it has committed, or is about to.
  private Uni<Answer> afterRace(Key key, StatementRefused failure) {
    if (failure.constraint().equals(RecordAnswer.USED_ONCE)) {
      return find(key)
          .chain(
              found ->
                  found.isPresent()
                      ? replay(key, found.get())
                      : Uni.createFrom().failure(inProgress()));
    }
    return Uni.createFrom()
        .failure(failure.sqlState().equals(StatementRefused.LOCK_TIMEOUT) ? inProgress() : failure);
  }

  private Uni<Optional<RecordedAnswer>> find(Key key) {
    return database.asTenant(
        key.tenant(), sql -> FindAnswer.run(sql, key.tenant(), key.route(), key.key()));
  }

  private static Uni<Void> record(Sql sql, Key key, Answer answer) {
    return RecordAnswer.run(
        sql,
        key.tenant(),
        key.route(),
        key.key(),
        new RecordedAnswer(
            key.requestHash(),
            answer.status(),
            answer.location(),
            answer.version(),
            answer.body()));
  }

  private static Uni<Answer> replay(Key key, RecordedAnswer recorded) {
    if (!key.standsFor(recorded.requestHash())) {
      return Uni.createFrom().failure(key.reused());
    }
    return Uni.createFrom()
        .item(
            new Answer(
                recorded.status(), recorded.location(), recorded.version(), recorded.body(), true));
  }

  private static ErrandException inProgress() {
    return ErrandException.later(
        ErrorCode.IDEMPOTENCY_IN_PROGRESS,
        "the first request with this key is still being answered",
        Duration.ofSeconds(1));
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
