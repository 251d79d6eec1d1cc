package dev.errand.api.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.jobs.Answer;
import dev.errand.api.jobs.Idempotency;
import dev.errand.api.jobs.RawJson;
import dev.errand.api.jobs.ScheduledJobs;
import dev.errand.api.rows.TenantTransactions;
import dev.errand.live.chance.IdSource;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.schedule.JobTemplate;
import dev.errand.model.tenant.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Creates schedules, each key's once. */
@Singleton
class ScheduleCreation {
  private static final String ROUTE = "POST /api/v1/schedules";

  private final ScheduleTable table;
  private final TenantTransactions transactions;
  private final ScheduledJobs jobs;
  private final ScheduleAnswers answers;
  private final ScheduleQuota quota;
  private final IdSource ids;

  ScheduleCreation(
      ScheduleTable table,
      TenantTransactions transactions,
      ScheduledJobs jobs,
      ScheduleAnswers answers,
      ScheduleQuota quota,
      IdSource ids) {
    this.table = table;
    this.transactions = transactions;
    this.jobs = jobs;
    this.answers = answers;
    this.quota = quota;
    this.ids = ids;
  }

  /** A request that has been read. */
  private record Wanted(
      Principal caller, ScheduleRequest request, RawJson job, Idempotency.@Nullable Key key) {
    String name() {
      return String.valueOf(request.name());
    }
  }

  /**
   * @param header the {@code Idempotency-Key}
   */
  Uni<Answer> create(Principal caller, byte[] body, @Nullable String header)
      throws JsonProcessingException {
    Idempotency.@Nullable Key key = Idempotency.key(caller.tenant(), ROUTE, header, body);
    ScheduleRequest request = jobs.read(ScheduleRequest.class, body);
    ScheduleRules.requireWhole(request);
    var wanted = new Wanted(caller, request, Objects.requireNonNull(request.job()), key);
    return answers
        .before(key)
        .chain(
            before -> before.isPresent() ? Uni.createFrom().item(before.get()) : createNow(wanted));
  }

  private Uni<Answer> createNow(Wanted wanted) {
    return jobs.template(wanted.job(), wanted.caller())
        .chain(template -> transactions.in(wanted.caller(), now -> store(wanted, template, now)))
        .onFailure(ConstraintViolationException.class)
        .recoverWithUni(refused -> afterRace(wanted, refused));
  }

  private Uni<Answer> store(Wanted wanted, JobTemplate template, Instant now) {
    Principal caller = wanted.caller();
    var row = new ScheduleEntity(ids.next(), caller.tenant(), caller.actor(), now);
    ScheduleRules.apply(wanted.request(), row, now);
    ScheduleRules.apply(wanted.job(), template, row);
    return quota
        .take(caller.tenant())
        .chain(() -> table.persistAndFlush(row))
        .chain(stored -> answers.created(stored, wanted.key()));
  }

  // A name was taken, or the other request with this key was first and has committed.
  private Uni<Answer> afterRace(Wanted wanted, Throwable refused) {
    return answers
        .before(wanted.key())
        .chain(
            before ->
                before.isPresent()
                    ? Uni.createFrom().item(before.get())
                    : whyRefused(wanted, refused));
  }

  private Uni<Answer> whyRefused(Wanted wanted, Throwable refused) {
    return transactions
        .in(wanted.caller(), now -> table.hasName(wanted.caller().tenant(), wanted.name()))
        .chain(taken -> Uni.createFrom().failure(taken ? nameTaken(wanted) : refused));
  }

  private static ErrandException nameTaken(Wanted wanted) {
    return Schedules.nameTaken(wanted.name());
  }
}
