package dev.errand.api.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.audit.ForeignActs;
import dev.errand.api.jobs.Idempotency;
import dev.errand.api.jobs.RawJson;
import dev.errand.api.jobs.ScheduledJobs;
import dev.errand.api.web.PageQuery;
import dev.errand.live.chance.IdSource;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.QueueName;
import dev.errand.model.schedule.JobTemplate;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Definitions of schedules. Only they are written here: the workers notice a new timing by its
 * {@code since} and place the schedule anew.
 */
@Singleton
class Schedules {
  private final ScheduleTable table;
  private final TenantTransactions transactions;
  private final ScheduledJobs jobs;
  private final ForeignActs foreign;
  private final IdSource ids;
  private final Clock clock;

  Schedules(
      ScheduleTable table,
      TenantTransactions transactions,
      ScheduledJobs jobs,
      ForeignActs foreign,
      IdSource ids,
      Clock clock) {
    this.table = table;
    this.transactions = transactions;
    this.jobs = jobs;
    this.foreign = foreign;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A schedule that was asked for.
   *
   * @param replayed whether it was created by an earlier request with the same key
   */
  record Created(ScheduleEntity schedule, boolean replayed) {}

  Uni<ScheduleEntity> find(Principal caller, String id) {
    Uni<ScheduleEntity> found = look(caller, id);
    return caller.admin() ? found.call(row -> foreign.look(caller, row.tenant())) : found;
  }

  /**
   * The same, for somebody who is about to do more than read.
   *
   * @param action as the audit log names it
   */
  Uni<ScheduleEntity> findToChange(Principal caller, String id, String action) {
    Uni<ScheduleEntity> found = look(caller, id);
    return caller.admin()
        ? found.call(row -> foreign.change(caller, row.tenant(), action, "schedule:" + row.id))
        : found;
  }

  private Uni<ScheduleEntity> look(Principal caller, String id) {
    ScheduleId wanted = parse(id);
    return transactions.in(
        caller, now -> table.find(wanted.value(), owner(caller)).map(row -> found(caller, row)));
  }

  Uni<List<ScheduleEntity>> page(Principal caller, PageQuery.Page page) {
    return transactions.in(caller, now -> table.page(caller, page.after(), page.limit() + 1));
  }

  /** When it would fire; its job is looked at if there is one. */
  Uni<SchedulePreview> preview(Principal caller, byte[] body) throws JsonProcessingException {
    ScheduleRequest request = jobs.read(ScheduleRequest.class, body);
    ScheduleRules.requireTiming(request);
    Instant now = clock.instant();
    var row = new ScheduleEntity(ids.next(), caller.tenant(), caller.actor(), now);
    ScheduleRules.apply(request, row, now);
    var preview = new SchedulePreview(ScheduleView.nextFireTimes(row, now));
    @Nullable RawJson job = request.job();
    return job == null
        ? Uni.createFrom().item(preview)
        : jobs.template(job, caller).replaceWith(preview);
  }

  Uni<Created> create(Principal caller, byte[] body, @Nullable String header)
      throws JsonProcessingException {
    Idempotency.@Nullable Key key =
        Idempotency.key(caller.tenant(), "POST /api/v1/schedules", header, body);
    ScheduleRequest request = jobs.read(ScheduleRequest.class, body);
    ScheduleRules.requireWhole(request);
    RawJson job = Objects.requireNonNull(request.job());
    return jobs.template(job, caller)
        .chain(
            template -> transactions.in(caller, now -> make(caller, request, template, key, now)))
        .onFailure(ConstraintViolationException.class)
        .recoverWithUni(refused -> afterRace(caller, request, key, refused));
  }

  private Uni<Created> make(
      Principal caller,
      ScheduleRequest request,
      JobTemplate template,
      Idempotency.@Nullable Key key,
      Instant now) {
    var row = new ScheduleEntity(ids.next(), caller.tenant(), caller.actor(), now);
    ScheduleRules.apply(request, row, now);
    ScheduleRules.apply(Objects.requireNonNull(request.job()), template, row);
    if (key != null) {
      row.idempotencyKey = key.key();
      row.requestHash = key.requestHash();
    }
    return table.persistAndFlush(row).map(stored -> new Created(stored, false));
  }

  private Uni<Created> afterRace(
      Principal caller, ScheduleRequest request, Idempotency.@Nullable Key key, Throwable refused) {
    if (key == null) {
      return nameTaken(caller, String.valueOf(request.name()), refused);
    }
    return transactions
        .in(caller, now -> table.byKey(caller.tenant(), key.key()))
        .chain(
            first ->
                first.isPresent()
                    ? Uni.createFrom().item(() -> replay(key, first.get()))
                    : nameTaken(caller, String.valueOf(request.name()), refused));
  }

  private static Created replay(Idempotency.Key key, ScheduleEntity first) {
    if (first.requestHash == null || !key.standsFor(first.requestHash)) {
      throw key.reused();
    }
    return new Created(first, true);
  }

  private <T> Uni<T> nameTaken(Principal caller, String name, Throwable refused) {
    return transactions
        .in(caller, now -> table.hasName(caller.tenant(), name))
        .chain(taken -> Uni.createFrom().failure(taken ? nameTaken(name) : refused));
  }

  static ErrandException nameTaken(String name) {
    return new ErrandException(
        ErrorCode.NAME_TAKEN, "there is a schedule with the name '" + name + "' already");
  }

  /** Whose schedules a caller may name; null for everybody's. */
  static @Nullable TenantId owner(Principal caller) {
    return caller.admin() ? null : caller.tenant();
  }

  static ScheduleEntity found(Principal caller, Optional<ScheduleEntity> row) {
    return row.filter(one -> caller.mayUse(new QueueName(one.template.queue)))
        .orElseThrow(Schedules::notFound);
  }

  static ScheduleId parse(String id) {
    return ScheduleId.parse(id).orElseThrow(Schedules::notFound);
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such schedule");
  }
}
