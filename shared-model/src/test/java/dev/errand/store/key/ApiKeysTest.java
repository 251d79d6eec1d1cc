package dev.errand.store.key;

import static dev.errand.store.lease.Engine.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.PrincipalKind;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.key.InsertApiKey.NewApiKey;
import dev.errand.store.sql.EngineDatabase;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  private static EngineDatabase data;

  private TenantId tenant;
  private UUID maker;

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("api_keys");
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @BeforeEach
  void makeTenant() {
    tenant = new TenantId(id());
    maker = id();
    asOwner("insert into tenant (id, name) values ($1, 'test')", tenant.value());
    asOwner(
        "insert into app_user (id, tenant_id, username, password_hash, role)"
            + " values ($1, $2, $3, 'none', 'member')",
        maker,
        tenant.value(),
        maker.toString());
  }

  private static UUID id() {
    return Generators.timeBasedEpochGenerator().generate();
  }

  private static void asOwner(String sql, Object... parameters) {
    get(data.database().owner().run(sql, Tuple.from(parameters)));
  }

  private static byte[] hash(UUID key) {
    return key.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private ApiKey insert(@Nullable Instant expires, Permission... scopes) {
    UUID id = id();
    return get(
        InsertApiKey.run(
            data.database().engine(),
            new NewApiKey(
                id,
                tenant,
                maker,
                "nightly import",
                "a1b2",
                hash(id),
                List.of(scopes),
                List.of(new QueueName("reports")),
                expires)));
  }

  private static Optional<Principal> use(ApiKey key) {
    return get(UseApiKey.run(data.database().engine(), hash(key.id())));
  }

  private List<ApiKey> list(TenantId whose, @Nullable UUID maker) {
    return get(
        data.database().asTenant(whose, sql -> ListApiKeys.run(sql, whose, maker, null, 10)));
  }

  @Test
  void aKeyStandsForItsMakersTenantWithItsScopesAndQueues() {
    ApiKey key = insert(null, Permission.JOBS_READ, Permission.JOBS_WRITE);

    Principal caller = use(key).orElseThrow();

    assertThat(caller.kind()).isEqualTo(PrincipalKind.API_KEY);
    assertThat(caller.id()).isEqualTo(key.id());
    assertThat(caller.userId()).isEqualTo(maker);
    assertThat(caller.tenant()).isEqualTo(tenant);
    assertThat(caller.permissions()).containsExactly(Permission.JOBS_READ, Permission.JOBS_WRITE);
    assertThat(caller.mayUse(new QueueName("reports"))).isTrue();
    assertThat(caller.mayUse(QueueName.DEFAULT)).isFalse();
    assertThat(caller.actor()).isEqualTo("key:" + key.id());
  }

  @Test
  void aKeyLosesWhatItsMakerLoses() {
    ApiKey key = insert(null, Permission.JOBS_READ, Permission.JOBS_WRITE, Permission.ADMIN);
    assertThat(use(key).orElseThrow().admin()).isFalse();

    asOwner("update app_user set role = 'viewer' where id = $1", maker);

    assertThat(use(key).orElseThrow().permissions()).containsExactly(Permission.JOBS_READ);
  }

  @Test
  void aKeyDiesWithItsMaker() {
    ApiKey key = insert(null, Permission.JOBS_READ);
    asOwner("update app_user set active = false where id = $1", maker);
    assertThat(use(key)).isEmpty();
  }

  @Test
  void anExpiredKeyIsNobody() {
    assertThat(use(insert(Instant.EPOCH, Permission.JOBS_READ))).isEmpty();
  }

  @Test
  void aRevokedKeyIsNobodyAndCannotBeRevokedAgain() {
    ApiKey key = insert(null, Permission.JOBS_READ);

    assertThat(revoke(key, tenant, null)).isPresent();

    assertThat(use(key)).isEmpty();
    assertThat(revoke(key, tenant, null)).isEmpty();
    assertThat(list(tenant, null)).isEmpty();
  }

  @Test
  void nobodyRevokesAnothersKey() {
    ApiKey key = insert(null, Permission.JOBS_READ);
    assertThat(revoke(key, new TenantId(id()), null)).isEmpty();
    assertThat(revoke(key, tenant, id())).isEmpty();
    assertThat(use(key)).isPresent();
  }

  @Test
  void useIsWrittenOnceAMinute() {
    ApiKey key = insert(null, Permission.JOBS_READ);
    assertThat(list(tenant, maker).getFirst().lastUsedAt()).isNull();

    use(key);
    Instant first = list(tenant, maker).getFirst().lastUsedAt();
    use(key);
    Instant second = list(tenant, maker).getFirst().lastUsedAt();
    data.query("update api_key set last_used_at = now() - interval '61 s' where id = $1", key.id());
    use(key);
    Instant third = list(tenant, maker).getFirst().lastUsedAt();

    assertThat(first).isNotNull().isEqualTo(second);
    assertThat(third).isAfterOrEqualTo(first);
  }

  @Test
  void securityHidesKeysFromAStatementThatForgotItsFilter() {
    insert(null, Permission.JOBS_READ);
    assertThat(countAs(tenant)).isOne();
    assertThat(countAs(new TenantId(id()))).isZero();
  }

  private static Optional<ApiKey> revoke(ApiKey key, TenantId tenant, @Nullable UUID maker) {
    return get(RevokeApiKey.run(data.database().engine(), tenant, key.id(), maker));
  }

  private static long countAs(TenantId tenant) {
    return get(
        data.database()
            .asTenant(
                tenant,
                sql ->
                    sql.run("select count(*) from api_key", Tuple.tuple())
                        .map(rows -> rows.iterator().next().getLong(0))));
  }
}
