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

  /** The constraint that was broken; empty where it was something else. */
  public String constraint() {
    return constraint;
  }
}
