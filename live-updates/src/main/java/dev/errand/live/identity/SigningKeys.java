package dev.errand.live.identity;

import dev.errand.store.secret.FindSecrets;
import dev.errand.store.secret.ForgetSecrets;
import dev.errand.store.secret.SaveSecret;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The keys of this installation. All replicas share them through the database, so a token that one
 * made is good at all, and old keys stay good while a new one takes over.
 */
@ApplicationScoped
public class SigningKeys {
  private static final String SIGNING = "signing-key:";
  private static final String HMAC = "hmac";
  // Of replicas that start at once each offers a key of this name; the database keeps one. The same
  // goes for later numbers, when two rotate at once.
  private static final int FIRST = 1;
  // A process may sign with a key until it looks again, and its tokens live for a quarter of an
  // hour. After that nobody misses the key.
  private static final Duration OUTLIVED = Duration.ofHours(1);
  // A stranger's token names any key it likes: asking must stay cheap.
  private static final Duration BETWEEN_LOADS = Duration.ofSeconds(1);

  private final Database database;
  private final RandomGenerator random;
  private final Uni<Void> load;
  private volatile Keyring keyring = new Keyring(Map.of(), new byte[0]);

  public SigningKeys(Database database, RandomGenerator random) {
    this.database = database;
    this.random = random;
    this.load = Uni.createFrom().deferred(this::read).memoize().atLeast(BETWEEN_LOADS);
  }

  private record Keyring(Map<String, EllipticCurveJsonWebKey> signing, byte[] hmac) {}

  /** Makes the first keys unless there are some, and reads them. The API does this at start. */
  public Uni<Void> prepare() {
    return read()
        .chain(() -> keyring.signing().isEmpty() ? save(newKey(FIRST)) : done())
        .chain(() -> keyring.hmac().length == 0 ? save(HMAC, bytes(32)) : done())
        .chain(this::read);
  }

  /** The key that signs. */
  public EllipticCurveJsonWebKey newest() {
    return keyring.signing().values().stream()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the signing keys are not loaded yet"));
  }

  /** All keys whose tokens are good. */
  public List<EllipticCurveJsonWebKey> all() {
    return List.copyOf(keyring.signing().values());
  }

  /** The key of codes and refresh tokens. */
  public byte[] hmacKey() {
    if (keyring.hmac().length == 0) {
      throw new IllegalStateException("the HMAC key is not loaded yet");
    }
    return keyring.hmac();
  }

  /** The same for a process that has not read the keys yet. */
  public Uni<byte[]> hmac() {
    return keyring.hmac().length > 0
        ? Uni.createFrom().item(keyring.hmac())
        : load.map(read -> hmacKey());
  }

  Optional<EllipticCurveJsonWebKey> find(String kid) {
    return Optional.ofNullable(keyring.signing().get(kid));
  }

  /** Looks into the database when that key is unknown, at most once a second. */
  Uni<Void> learn(String kid) {
    return keyring.signing().containsKey(kid) ? done() : load;
  }

  /**
   * Makes a new key that signs from now on: here at once, in other processes when they look again.
   * Nobody is logged out, because refresh tokens are not signed with these keys.
   *
   * @param atOnce whether older keys go at once, with every access token of theirs, because one is
   *     known to somebody; otherwise those go that nothing valid can be signed with
   * @return the new key's id
   */
  public Uni<String> rotate(boolean atOnce) {
    return read()
        .map(loaded -> newKey(highest() + 1))
        .call(this::save)
        .call(
            key ->
                ForgetSecrets.run(
                    database.owner(),
                    SIGNING,
                    SIGNING + key.getKeyId(),
                    atOnce ? Duration.ZERO : OUTLIVED))
        .call(this::read)
        .map(EllipticCurveJsonWebKey::getKeyId);
  }

  /** Looks for what others have changed. */
  Uni<Void> refresh() {
    return read();
  }

  private int highest() {
    return keyring.signing().keySet().stream().mapToInt(Integer::parseInt).max().orElse(0);
  }

  private Uni<Void> read() {
    return FindSecrets.run(database.engine()).invoke(this::keep).replaceWithVoid();
  }

  private void keep(Map<String, byte[]> secrets) {
    Map<String, EllipticCurveJsonWebKey> signing = new LinkedHashMap<>();
    secrets.forEach(
        (name, value) -> {
          if (name.startsWith(SIGNING)) {
            signing.put(name.substring(SIGNING.length()), parse(value));
          }
        });
    keyring = new Keyring(signing, secrets.getOrDefault(HMAC, new byte[0]));
  }

  private Uni<Void> save(EllipticCurveJsonWebKey key) {
    String json = key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
    return save(SIGNING + key.getKeyId(), json.getBytes(StandardCharsets.UTF_8));
  }

  private Uni<Void> save(String name, byte[] value) {
    return SaveSecret.run(database.engine(), name, value);
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  private static EllipticCurveJsonWebKey newKey(int number) {
    try {
      EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId(Integer.toString(number));
      key.setAlgorithm("ES256");
      key.setUse("sig");
      return key;
    } catch (JoseException impossible) {
      throw new IllegalStateException("this JDK makes no P-256 keys", impossible);
    }
  }

  private static EllipticCurveJsonWebKey parse(byte[] json) {
    try {
      return (EllipticCurveJsonWebKey)
          JsonWebKey.Factory.newJwk(new String(json, StandardCharsets.UTF_8));
    } catch (JoseException malformed) {
      throw new IllegalStateException("a signing key in table secret is malformed", malformed);
    }
  }
}
