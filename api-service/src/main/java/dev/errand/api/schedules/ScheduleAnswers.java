package dev.errand.api.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.api.jobs.Answer;
import dev.errand.api.jobs.Idempotency;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the creation of a schedule is answered with, kept in the transaction that creates it.
 *
 * <p>The table of answers belongs to the SQL client, and a table has one writing tool. This one
 * statement breaks the rule because another would break: the schedule and the answer are true
 * together, and Hibernate does not share the connection on which it stores the schedule. It inserts
 * and maps nothing; the constraint that a key is used once holds whoever inserts.
 */
@ApplicationScoped
class ScheduleAnswers {
  private static final String RECORD =
      """
      insert into idempotency (
        tenant_id, route, key, request_hash, status, location, version, body
      )
      values (:tenant, :route, :key, :hash, :status, :location, :version, :body)
      """;
  private static final int CREATED = 201;

  private final Idempotency idempotency;
  private final ObjectMapper json;
  private final Clock clock;

  ScheduleAnswers(Idempotency idempotency, ObjectMapper json, Clock clock) {
    this.idempotency = idempotency;
    this.json = json;
    this.clock = clock;
  }

  /** What was answered to that key before. */
  Uni<Optional<Answer>> before(Idempotency.@Nullable Key key) {
    return key == null ? Uni.createFrom().item(Optional.empty()) : idempotency.replayed(key);
  }

  /** Says what was created, and keeps it for the key; to be called in the transaction. */
  Uni<Answer> created(ScheduleEntity schedule, Idempotency.@Nullable Key key) {
    Answer answer =
        Answer.of(
            CREATED,
            "/api/v1/schedules/" + schedule.id,
            schedule.version,
            write(ScheduleView.of(schedule, null, clock.instant())));
    return key == null ? Uni.createFrom().item(answer) : record(key, answer).replaceWith(answer);
  }

  private static Uni<Integer> record(Idempotency.Key key, Answer answer) {
    return Panache.getSession()
        .map(session -> session.createNativeQuery(RECORD))
        .chain(
            query ->
                query
                    .setParameter("tenant", key.tenant().value())
                    .setParameter("route", key.route())
                    .setParameter("key", key.key())
                    .setParameter("hash", key.requestHash())
                    .setParameter("status", (short) answer.status())
                    .setParameter("location", answer.location())
                    .setParameter("version", answer.version())
                    .setParameter("body", answer.body())
                    .executeUpdate());
  }

  private String write(ScheduleView view) {
    try {
      return json.writeValueAsString(view);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own answers can be written", impossible);
    }
  }
}
