package dev.errand.store.sql;

import io.vertx.pgclient.PgException;
import java.util.Objects;

/** PostgreSQL refused a statement; nothing of it took effect. */
public final class StatementRefused extends RuntimeException {
  public static final String LOCK_TIMEOUT = "55P03";

  private final String sqlState;
  private final String constraint;

  StatementRefused(PgException cause) {
    super(cause.getMessage(), cause);
    sqlState = Objects.requireNonNullElse(cause.getSqlState(), "");
    constraint = Objects.requireNonNullElse(cause.getConstraint(), "");
  }

  /** The five characters of PostgreSQL 18, appendix A. */
  public String sqlState() {
    return sqlState;
  }

  /**
   * Whether a row was at fault (classes 22 and 23): the same statement would be refused again. All
   * else, such as a lock that was not to be had or a server that went away, passes.
   */
  public boolean isRowsFault() {
    return sqlState.startsWith("22") || sqlState.startsWith("23");
  }

  /** Whether it was the victim of a deadlock: its transaction may simply be tried again. */
  public boolean isDeadlock() {
    return sqlState.equals("40P01");
  }

  /** The constraint that was broken; empty where it was something else. */
  public String constraint() {
    return constraint;
  }
}
