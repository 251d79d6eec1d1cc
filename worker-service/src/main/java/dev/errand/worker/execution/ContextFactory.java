package dev.errand.worker.execution;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.store.sql.Database;
import dev.errand.worker.handlers.JobContext;
import dev.errand.worker.progress.Reports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Gives each attempt the context that its handler sees. */
@Singleton
class ContextFactory {
  private final Reports reports;
  private final Database database;
  private final ObjectMapper json;

  @Inject
  ContextFactory(Reports reports, Database database, ObjectMapper json) {
    this.reports = reports;
    this.database = database;
    this.json = json;
  }

  JobContext of(RunningAttempt attempt) {
    return new AttemptContext(attempt, reports, new Checkpoints(attempt, database, json));
  }
}
