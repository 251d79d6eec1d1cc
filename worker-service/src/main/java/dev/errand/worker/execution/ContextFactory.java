package dev.errand.worker.execution;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.store.sql.Database;
import dev.errand.worker.handlers.JobContext;
import dev.errand.worker.progress.Reports;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Gives each attempt the context that its handler sees. */
@Singleton
class ContextFactory {
  private final Reports reports;
  private final Database database;
  private final ObjectMapper json;
  private final Counter runs;

  @Inject
  ContextFactory(Reports reports, Database database, ObjectMapper json, MeterRegistry metrics) {
    this.reports = reports;
    this.database = database;
    this.json = json;
    runs =
        Counter.builder("errand_handler_runs_total")
            .description("How often a handler was called; without a fault once for each attempt")
            .register(metrics);
  }

  JobContext of(RunningAttempt attempt) {
    runs.increment();
    return new AttemptContext(attempt, reports, new Checkpoints(attempt, database, json));
  }
}
