package dev.errand.store.broken;

/** Breaks: statements name their tenant. */
public final class ForgetfulStatement {
  static final String SQL = "/* job.leak */ select id from job where id = $1";
}
