package dev.errand.api.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.jobs.RawJson;
import dev.errand.api.jobs.ScheduledJobs;
import dev.errand.api.rows.TenantTransactions;
import dev.errand.api.web.ETags;
import dev.errand.model.schedule.JobTemplate;
import dev.errand.model.tenant.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** What people change about their schedules. */
@Singleton
class ScheduleEdits {
  private final Schedules schedules;
  private final ScheduleTable table;
  private final TenantTransactions transactions;
  private final ScheduledJobs jobs;

  ScheduleEdits(
      Schedules schedules,
      ScheduleTable table,
      TenantTransactions transactions,
      ScheduledJobs jobs) {
    this.schedules = schedules;
    this.table = table;
    this.transactions = transactions;
    this.jobs = jobs;
  }

  /**
   * A change of one schedule.
   *
   * @param ifMatch the {@code If-Match} header
   */
  record Change(Principal caller, String id, @Nullable String ifMatch) {}

  Uni<ScheduleEntity> edit(Change change, byte[] body) throws JsonProcessingException {
    ScheduleRequest request = jobs.read(ScheduleRequest.class, body);
    return template(request, change.caller())
        .chain(
            template ->
                change(
                    change,
                    "schedule.edit",
                    (row, now) -> {
                      ScheduleRules.apply(request, row, now);
                      template.ifPresent(
                          valid ->
                              ScheduleRules.apply(
                                  Objects.requireNonNull(request.job()), valid, row));
                    }))
        // The only constraint that a valid row can break.
        .onFailure(ConstraintViolationException.class)
        .transform(refused -> Schedules.nameTaken(String.valueOf(request.name())));
  }

  private Uni<Optional<JobTemplate>> template(ScheduleRequest request, Principal caller) {
    @Nullable RawJson job = request.job();
    return job == null
        ? Uni.createFrom().item(Optional.empty())
        : jobs.template(job, caller).map(Optional::of);
  }

  /** No fire is due until it is resumed. Pausing it again changes nothing. */
  Uni<ScheduleEntity> pause(Change change) {
    return change(
        change,
        "schedule.pause",
        (row, now) -> {
          if (row.pausedAt == null) {
            row.pausedAt = now;
            row.since = now;
          }
        });
  }

  /** Fires again, from now on: what fell into the pause is not made up for. */
  Uni<ScheduleEntity> resume(Change change) {
    return change(
        change,
        "schedule.resume",
        (row, now) -> {
          if (row.pausedAt != null) {
            row.pausedAt = null;
            row.since = now;
          }
        });
  }

  /** Its jobs stay. */
  Uni<Void> delete(Change change) {
    return recorded(change, "schedule.delete")
        .chain(
            () ->
                transactions.in(
                    change.caller(), now -> locked(change).chain(row -> table.delete(row))));
  }

  private Uni<ScheduleEntity> change(
      Change change, String action, BiConsumer<ScheduleEntity, Instant> edit) {
    return recorded(change, action)
        .chain(
            () ->
                transactions.in(
                    change.caller(),
                    now ->
                        locked(change)
                            .invoke(row -> edit.accept(row, now))
                            .invoke(row -> row.version++)
                            .call(row -> table.flush())));
  }

  // Before the transaction: it is another connection that records, and none waits for the other.
  private Uni<Void> recorded(Change change, String action) {
    return change.caller().admin()
        ? schedules.findToChange(change.caller(), change.id(), action).replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private Uni<ScheduleEntity> locked(Change change) {
    return table
        .lock(Schedules.parse(change.id()).value(), Schedules.owner(change.caller()))
        .map(row -> Schedules.found(change.caller(), row))
        .invoke(row -> ETags.requireMatch(change.ifMatch(), row.version));
  }
}
