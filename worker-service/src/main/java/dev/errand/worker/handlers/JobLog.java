package dev.errand.worker.handlers;

/** Log lines that belong to a job. Cheap: written in batches, and cut at 4,000 characters. */
public interface JobLog {
  void debug(String message);

  void info(String message);

  void warn(String message);

  void error(String message);
}
