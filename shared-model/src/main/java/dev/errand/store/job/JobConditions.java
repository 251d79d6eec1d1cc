package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A filter as conditions, for every statement that takes one. What a filter says of tenant and id
 * holds in each of the tables that jobs stand in; all else is known to {@code job} alone.
 */
public final class JobConditions {
  private final Tuple parameters = Tuple.tuple();
  private final List<String> keys = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<String> states = new ArrayList<>();

  public JobConditions(JobFilter filter) {
    narrow(
        keys, "{table}.tenant_id = %s", Optional.ofNullable(filter.tenant()).map(TenantId::value));
    narrow(
        keys,
        "{table}.id >= %s",
        Optional.ofNullable(filter.createdFrom()).map(JobId::firstAt).map(JobId::value));
    narrow(
        keys,
        "{table}.id < %s",
        Optional.ofNullable(filter.createdTo()).map(JobId::firstAt).map(JobId::value));
    narrow(
        keys,
        filter.oldestFirst() ? "{table}.id > %s" : "{table}.id < %s",
        Optional.ofNullable(filter.after()).map(JobId::value));
    narrow(keys, "{table}.id = any (%s)", ids(filter.ids()));
    narrow(others, "j.type = %s", Optional.ofNullable(filter.type()).map(Object::toString));
    queues(filter.queues());
    narrow(others, "%s = any (j.tags)", Optional.ofNullable(filter.tag()));
    narrow(
        others,
        "(j.id::text = lower(%1$s) or j.name ilike '%%' || %1$s || '%%' escape '~'"
            + " or j.data ilike '%%' || %1$s || '%%' escape '~')",
        Optional.ofNullable(filter.text()).map(JobConditions::literally));
    filter.states().stream().map(JobConditions::state).forEach(states::add);
  }

  private void queues(List<QueueName> queues) {
    if (queues.size() == 1) {
      narrow(others, "j.queue = %s", Optional.of(queues.getFirst().value()));
    } else if (!queues.isEmpty()) {
      String[] names = Columns.column(queues, String[]::new, QueueName::value);
      narrow(others, "j.queue = any (%s)", Optional.of(names));
    }
  }

  private static Optional<UUID[]> ids(List<JobId> ids) {
    return ids.isEmpty()
        ? Optional.empty()
        : Optional.of(Columns.column(ids, UUID[]::new, JobId::value));
  }

  private void narrow(List<String> conditions, String condition, Optional<?> value) {
    value.ifPresent(present -> conditions.add(condition.formatted(parameter(present))));
  }

  /** One more parameter, and how the statement names it. */
  public String parameter(Object value) {
    parameters.addValue(value);
    return "$" + parameters.size();
  }

  public Tuple parameters() {
    return parameters;
  }

  /** Whether tenant and id are all that the filter asks for, states aside. */
  boolean isOfKeysOnly() {
    return others.isEmpty();
  }

  /** What is asked of tenant and id, where they are columns of that table. */
  public String ofKeys(String table) {
    return keys.isEmpty() ? "true" : and(keys).replace("{table}", table);
  }

  /** What is asked of a visible row of {@code job j}, but for its state. */
  String ofJob() {
    return and(
        List.of("j.hidden_at is null", ofKeys("j"), others.isEmpty() ? "true" : and(others)));
  }

  /** What is asked of a row of {@link JobTables#JOINED} beyond tenant and id. */
  public String beyondKeys() {
    List<String> beyond = new ArrayList<>(others);
    if (!states.isEmpty()) {
      beyond.add("(" + String.join(" or ", states) + ")");
    }
    return beyond.isEmpty() ? "true" : and(beyond);
  }

  /** All that is asked of a row of {@link JobTables#JOINED}. */
  String ofAll() {
    return and(List.of("j.hidden_at is null", ofKeys("j"), beyondKeys()));
  }

  private static String and(List<String> conditions) {
    return String.join("\n  and ", conditions);
  }

  private static String state(JobState state) {
    return switch (state) {
      case PENDING -> "(o.id is null and l.id is null and w.id is null)";
      case RUNNING -> "l.id is not null";
      case HELD, SCHEDULED, RETRYING -> "w.state = '" + state.wire() + "'";
      case COMPLETED, FAILED, CANCELLED -> "o.state = '" + state.wire() + "'";
    };
  }

  // A caller's % and _ mean themselves.
  private static String literally(String text) {
    return text.replace("~", "~~").replace("%", "~%").replace("_", "~_");
  }
}
