package dev.errand.store.challenge;

import dev.errand.model.challenge.ChallengeKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A challenge that was there, unused, with tries left and in time when it was looked at.
 *
 * @param email where it was mailed to; null for a sign-in's
 * @param codeHash how its code rests; null while it has none
 * @param password digest of the hash of the password that a sign-in knew; null for the others
 */
public record LivingChallenge(
    UUID id,
    UUID user,
    ChallengeKind kind,
    @Nullable String email,
    byte @Nullable [] codeHash,
    byte @Nullable [] password) {

  static final String COLUMNS = "id, user_id, kind, email, code_hash, password_digest";

  /** In every statement that looks for one: used up, tried too often and expired are the same. */
  static final String ALIVE = "used_at is null and tries < 5 and expires_at > now()";

  static LivingChallenge of(Row row) {
    return new LivingChallenge(
        row.getUUID("id"),
        row.getUUID("user_id"),
        ChallengeKind.of(row.getString("kind")),
        row.getString("email"),
        bytes(row, "code_hash"),
        bytes(row, "password_digest"));
  }

  private static byte @Nullable [] bytes(Row row, String column) {
    @Nullable Buffer value = row.getBuffer(column);
    return value == null ? null : value.getBytes();
  }

  @Override
  public String toString() {
    return "LivingChallenge " + id;
  }
}
