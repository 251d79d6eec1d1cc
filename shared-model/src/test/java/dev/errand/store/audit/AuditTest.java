package dev.errand.store.audit;

import static dev.errand.store.lease.Engine.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.EngineDatabase;
import dev.errand.store.sql.StatementRefused;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written cannot be changed, and what was changed all the same is noticed. */
class AuditTest {
  private static final UUID ACTOR = UUID.fromString("01980000-0000-7000-8000-000000000001");
  private static final UUID TENANT = UUID.fromString("01980000-0000-7000-8000-000000000002");

  private EngineDatabase data;

  @BeforeEach
  void open(TestInfo test) {
    data =
        EngineDatabase.create(
            "audit_" + Integer.toHexString(test.getDisplayName().hashCode()).replace('-', 'n'));
  }

  @AfterEach
  void close() {
    data.close();
  }

  private static AuditEntry entry(String action) {
    return new AuditEntry(
        ActorKind.ADMIN,
        ACTOR,
        "Zoë \u2028 \ud83d\ude80",
        action,
        TENANT,
        "job:1",
        "192.0.2.7",
        "{\"why\": null}");
  }

  private static AuditEntry bare() {
    return new AuditEntry(ActorKind.NOBODY, null, null, "nothing", null, null, null, null);
  }

  private void append(AuditEntry entry) {
    get(AppendAudit.run(data.database().engine(), entry));
  }

  private void appendThree() {
    append(entry("one"));
    append(bare());
    append(entry("three"));
  }

  private VerifyAudit.Report verify(@Nullable AuditHead kept) {
    return get(VerifyAudit.run(data.database().engine(), kept));
  }

  private void asOwner(String sql) {
    get(data.database().owner().run(sql, Tuple.tuple()));
  }

  /** What somebody may do who owns the database, and with it the triggers. */
  private void tamper(String sql) {
    asOwner("alter table audit disable trigger user");
    asOwner("alter table audit_head disable trigger user");
    asOwner(sql);
    asOwner("alter table audit enable trigger user");
    asOwner("alter table audit_head enable trigger user");
  }

  @Test
  void anEmptyLogIsSound() {
    assertThat(verify(null).isSound()).isTrue();
    assertThat(verify(null).rows()).isZero();
  }

  @Test
  void rowsAreChainedAsTheyAreVerified() {
    appendThree();

    VerifyAudit.Report report = verify(null);

    assertThat(report.broken()).isNull();
    assertThat(report.rows()).isEqualTo(3);
    assertThat(report.head().seq()).isEqualTo(3);
  }

  @Test
  void manyRowsAreVerifiedInBatches() {
    asOwner(
        "insert into audit (actor_kind, action) select 'system', 'n' || n"
            + " from generate_series(1, 4001) as n");

    assertThat(verify(null)).returns(4001L, VerifyAudit.Report::rows);
    assertThat(verify(null).isSound()).isTrue();
  }

  @Test
  void thoseWhoAppendAtOnceMakeOneChain() {
    List<Uni<Void>> all =
        IntStream.range(0, 50)
            .mapToObj(
                i -> data.database().upkeep(sql -> AppendAudit.run(sql, entry("parallel " + i))))
            .toList();

    get(Uni.join().all(all).andFailFast());

    assertThat(verify(null)).returns(50L, VerifyAudit.Report::rows);
    assertThat(verify(null).isSound()).isTrue();
  }

  @Test
  void aTransactionThatFailsLeavesNoHole() {
    append(entry("one"));
    assertThatThrownBy(
            () ->
                get(
                    data.database()
                        .upkeep(
                            sql ->
                                AppendAudit.run(sql, entry("lost"))
                                    .chain(() -> sql.run("select 1 / 0", Tuple.tuple())))))
        .isInstanceOf(StatementRefused.class);
    append(entry("two"));

    assertThat(verify(null)).returns(2L, VerifyAudit.Report::rows);
    assertThat(verify(null).isSound()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit set action = 'none'",
        "delete from audit where seq = 2",
        "truncate audit",
        "update audit_head set seq = 1",
        "delete from audit_head",
        "truncate audit_head",
        "insert into audit_head values (7, ''::bytea)"
      })
  void notEvenTheOwnerChangesIt(String sql) {
    appendThree();

    assertThatThrownBy(() -> asOwner(sql))
        .isInstanceOf(StatementRefused.class)
        .hasMessageContaining("only be appended to");
    assertThat(verify(null).isSound()).isTrue();
  }

  @Test
  void noPlaceInTheChainCanBeChosen() {
    append(entry("one"));
    asOwner(
        "insert into audit (seq, at, actor_kind, action, prev_hash, hash)"
            + " values (9, 'epoch', 'admin', 'forged', ''::bytea, ''::bytea)");

    assertThat(verify(null)).returns(2L, VerifyAudit.Report::rows);
    assertThat(verify(null).isSound()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor_kind = 'system'",
        "actor = tenant_id",
        "actor = null",
        "actor_name = 'Zoe'",
        "action = 'other'",
        "tenant_id = actor",
        "subject = 'job:2'",
        "subject = null, address = subject || address",
        "address = ''",
        "detail = '{}'",
        "at = at + interval '1 microsecond'"
      })
  void aChangedRowIsNoticed(String change) {
    append(entry("one"));
    append(entry("two"));
    append(entry("three"));

    tamper("update audit set " + change + " where seq = 2");

    assertThat(verify(null).broken()).isEqualTo(new VerifyAudit.Break(2, "the row was changed"));
    assertThat(verify(null).rows()).isOne();
  }

  @Test
  void aMissingRowIsNoticed() {
    appendThree();
    tamper("delete from audit where seq = 2");
    assertThat(verify(null).broken()).isEqualTo(new VerifyAudit.Break(2, "the row is missing"));
  }

  @Test
  void aMissingBeginningIsNoticed() {
    appendThree();
    tamper("delete from audit where seq < 3");
    assertThat(verify(null).broken()).isEqualTo(new VerifyAudit.Break(1, "the row is missing"));
  }

  @Test
  void aMissingEndIsNoticed() {
    appendThree();
    tamper("delete from audit where seq = 3");
    assertThat(verify(null).broken())
        .isEqualTo(new VerifyAudit.Break(3, "rows are missing at the end"));
  }

  @Test
  void aRowThatWasHashedAnewDoesNotFitTheNext() {
    appendThree();
    tamper("update audit a set action = 'x' where seq = 1");
    tamper("update audit a set hash = audit_hash(a) where seq = 1");
    assertThat(verify(null).broken())
        .isEqualTo(new VerifyAudit.Break(2, "the row does not follow the one before it"));
  }

  @Test
  void aKeptHeadTellsOfAnEndThatWasSetBack() {
    appendThree();
    AuditHead kept = verify(null).head();
    tamper("delete from audit where seq = 3");
    tamper("update audit_head set (seq, hash) = (select seq, hash from audit where seq = 2)");

    assertThat(verify(null).isSound()).isTrue();
    assertThat(verify(kept).broken())
        .isEqualTo(new VerifyAudit.Break(3, "the row that was kept in mind is missing"));
  }

  @Test
  void aKeptHeadTellsOfALogThatWasWrittenAnew() {
    appendThree();
    AuditHead kept = verify(null).head();
    tamper("delete from audit");
    tamper("update audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex')");
    appendThree();

    assertThat(verify(null).isSound()).isTrue();
    assertThat(verify(kept).broken())
        .isEqualTo(new VerifyAudit.Break(3, "the row is not the one that was kept in mind"));
  }

  @Test
  void aListIsNarrowedAndNewestFirst() {
    appendThree();
    var admins = new AuditFilter(null, ACTOR, new TenantId(TENANT), null, null);
    assertThat(get(ListAudit.run(data.database().engine(), admins, null, 10)))
        .extracting(AuditRow::action)
        .containsExactly("three", "one");
    assertThat(get(ListAudit.run(data.database().engine(), admins, 3L, 10)))
        .extracting(AuditRow::action)
        .containsExactly("one");
  }

  @Test
  void tenantsHaveNoWayToIt() {
    assertThatThrownBy(
            () ->
                get(
                    data.database()
                        .asTenant(
                            new TenantId(TENANT),
                            sql -> sql.run("select seq from audit", Tuple.tuple()))))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(
            () ->
                get(
                    data.database()
                        .asTenant(
                            new TenantId(TENANT), sql -> AppendAudit.run(sql, entry("forged")))))
        .hasMessageContaining("permission denied");
  }
}
