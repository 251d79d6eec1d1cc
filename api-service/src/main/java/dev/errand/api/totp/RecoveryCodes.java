package dev.errand.api.totp;

import dev.errand.live.chance.IdSource;
import dev.errand.live.identity.DerivedKeys;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;

/** Codes to be kept on paper. Each proves once what the app would have proved. */
@ApplicationScoped
class RecoveryCodes implements PanacheRepositoryBase<RecoveryCodeEntity, UUID> {
  private static final String USE = "errand recovery code";
  private static final int COUNT = 10;
  // 16 characters of Base32, which has neither 0 nor 1: nobody can try them all, nor mistype those.
  private static final int BYTES = 10;
  private static final Pattern GROUP = Pattern.compile(".{4}(?=.)");

  private final DerivedKeys keys;
  private final IdSource ids;
  private final RandomGenerator random;

  RecoveryCodes(DerivedKeys keys, IdSource ids, RandomGenerator random) {
    this.keys = keys;
    this.ids = ids;
    this.random = random;
  }

  /**
   * Ten new codes in place of all others. Runs inside a transaction.
   *
   * @return the only place where they can be read
   */
  Uni<List<String>> replace(UUID user) {
    List<String> codes = Stream.generate(this::fresh).limit(COUNT).toList();
    List<RecoveryCodeEntity> rows =
        codes.stream()
            .map(code -> new RecoveryCodeEntity(ids.next(), user, hash(user, code)))
            .toList();
    return delete("userId", user).chain(() -> persist(rows)).replaceWith(codes);
  }

  /** Uses a code up. Of two requests the second waits for the first and then finds no row. */
  Uni<Boolean> use(UUID user, String code) {
    return delete("userId = ?1 and codeHash = ?2", user, hash(user, code)).map(rows -> rows == 1);
  }

  private String fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String letters = Base32.builder().get().encodeToString(bytes).toLowerCase(Locale.ROOT);
    return GROUP.matcher(letters).replaceAll("$0-");
  }

  // As people type them: with or without hyphens, in either case.
  private byte[] hash(UUID user, String code) {
    String letters = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    return keys.mac(USE, user + " " + letters);
  }
}
