package dev.errand.api.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.errand.api.audit.ForeignActs;
import dev.errand.api.jobs.Answer;
import dev.errand.api.jobs.Idempotency;
import dev.errand.api.operations.BulkRules.Accepted;
import dev.errand.api.web.Bodies;
import dev.errand.live.chance.IdSource;
import dev.errand.model.job.JobCounts;
import dev.errand.model.operation.OperationId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.CountJobs;
import dev.errand.store.job.JobFilter;
import dev.errand.store.job.ListJobs;
import dev.errand.store.operation.InsertOperation;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes orders to act on every job that matches a filter. Workers carry them out. */
@Singleton
class BulkCalls {
  private static final String ROUTE = "POST /api/v1/jobs/bulk";
  private static final int MAX_BODY = 64 << 10;
  private static final int SAMPLE = 5;

  private final Database database;
  private final Idempotency idempotency;
  private final ForeignActs foreign;
  private final IdSource ids;
  private final ObjectMapper json;
  private final ObjectReader reader;

  @Inject
  BulkCalls(
      Database database,
      Idempotency idempotency,
      ForeignActs foreign,
      IdSource ids,
      ObjectMapper json) {
    this.database = database;
    this.idempotency = idempotency;
    this.foreign = foreign;
    this.ids = ids;
    this.json = json;
    this.reader =
        json.reader()
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .forType(BulkRequest.class);
  }

  /** Counts and shows a few, or stores the order. */
  Uni<Answer> order(Principal caller, byte[] body, @Nullable String idempotencyKey)
      throws JsonProcessingException {
    @Nullable BulkRequest request = Bodies.read(reader, Bodies.text(body, MAX_BODY));
    if (request == null) {
      throw new ErrandException(ErrorCode.MALFORMED_REQUEST, "the body must be a JSON object");
    }
    Accepted accepted = BulkRules.accept(request, caller);
    TenantId tenant = tenant(accepted.filter());
    if (accepted.dryRun()) {
      return foreign.look(caller, tenant).chain(() -> look(accepted.filter()));
    }
    Idempotency.@Nullable Key key = Idempotency.key(caller.tenant(), ROUTE, idempotencyKey, body);
    return foreign
        .change(caller, tenant, "job.bulk-" + accepted.action().wire(), "jobs that match")
        .chain(() -> store(accepted, caller, key));
  }

  private Uni<Answer> store(Accepted accepted, Principal caller, Idempotency.@Nullable Key key) {
    return key == null
        ? store(accepted, caller, this::ofTenant)
        : idempotency.once(key, sql -> store(accepted, caller, inTransaction(sql)));
  }

  private Uni<Answer> look(JobFilter filter) {
    return Uni.combine()
        .all()
        .unis(
            count(filter, this::ofTenant),
            ofTenant(tenant(filter), sql -> ListJobs.run(sql, filter, SAMPLE)))
        .with((count, sample) -> Answer.of(200, null, null, write(new DryRun(count, sample))));
  }

  /** Where the statements of an order are run. */
  @FunctionalInterface
  private interface Place {
    <T> Uni<T> run(TenantId tenant, Function<Sql, Uni<T>> statement);
  }

  private <T> Uni<T> ofTenant(TenantId tenant, Function<Sql, Uni<T>> statement) {
    return database.asTenant(tenant, statement);
  }

  private static Place inTransaction(Sql sql) {
    return new Place() {
      @Override
      public <T> Uni<T> run(TenantId tenant, Function<Sql, Uni<T>> statement) {
        return statement.apply(sql);
      }
    };
  }

  private Uni<Answer> store(Accepted order, Principal caller, Place place) {
    // Jobs with smaller ids than its own existed when it was asked for.
    var id = new OperationId(ids.next());
    return count(order.filter().after(id.bound()), place)
        .invoke(count -> requireExpected(order.expected(), count))
        .chain(
            count ->
                place.run(
                    tenant(order.filter()),
                    sql ->
                        InsertOperation.run(
                            sql, id, order.action(), order.filter(), count, caller.actor())))
        .map(
            operation ->
                Answer.of(
                    202,
                    "/api/v1/operations/" + operation.id(),
                    null,
                    write(OperationView.of(operation))));
  }

  private static Uni<Long> count(JobFilter filter, Place place) {
    return place
        .<JobCounts>run(tenant(filter), sql -> CountJobs.run(sql, filter))
        .map(counts -> counts.in(filter.states()));
  }

  private static void requireExpected(@Nullable Long expected, long count) {
    if (expected != null && expected != count) {
      throw new ErrandException(
          ErrorCode.COUNT_CHANGED,
          "%d jobs match now, not %d: look again".formatted(count, expected));
    }
  }

  private static TenantId tenant(JobFilter filter) {
    return Objects.requireNonNull(filter.tenant());
  }

  private String write(Object answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own answers can be written", impossible);
    }
  }
}
