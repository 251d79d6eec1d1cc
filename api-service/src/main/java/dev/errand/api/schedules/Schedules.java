package dev.errand.api.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.audit.ForeignActs;
import dev.errand.api.jobs.RawJson;
import dev.errand.api.jobs.ScheduledJobs;
import dev.errand.api.rows.TenantTransactions;
import dev.errand.api.web.PageQuery;
import dev.errand.live.chance.IdSource;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.QueueName;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
