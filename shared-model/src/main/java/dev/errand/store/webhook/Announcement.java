package dev.errand.store.webhook;

/**
 * What a statement that changes jobs does for those who listen: it writes down what changed, in the
 * same transaction. Where nobody of its tenants listens that is one probe of an index.
 *
 * <p>Common table expressions; the names of others are put in as they are.
 */
public final class Announcement {
  private Announcement() {}

  /**
   * {@code listening}: the events that somebody of those tenants listens to.
   *
   * @param tenants an expression that has {@code tenant_id}
   */
  public static String listeners(String tenants) {
    return """
    listening as materialized (
      select tenant_id, event
      from webhook_listener
      where tenant_id = any (array (select distinct tenant_id from %s))
    )
    """
        .strip()
        .formatted(tenants);
  }

  /**
   * {@code announced}: what changed and is listened to.
   *
   * @param changes an expression that has {@code tenant_id}, {@code id} and {@code attempt}
   * @param event what happened, a word or a column
   * @param state the state that the job has by it
   */
  public static String of(String changes, String event, String state) {
    return of("announced", changes, event, state, "attempt");
  }

  /** The same under another name, and with an attempt that is said otherwise. */
  public static String of(String name, String changes, String event, String state, String attempt) {
    return """
    %s as (
      insert into webhook_event (tenant_id, job_id, event, state, attempt)
      select tenant_id, id, %s, %s, %s
      from %s
      where (tenant_id, %s) in (select tenant_id, event from listening)
    )
    """
        .strip()
        .formatted(name, event, state, attempt, changes, event);
  }

  /** The announcement that waiting jobs of {@code withdrawn} are cancelled, and its listeners. */
  public static String ofCancelled(String changes) {
    return listeners(changes) + ",\n" + of(changes, "'job.cancelled'", "'cancelled'");
  }
}
