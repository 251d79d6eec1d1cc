package dev.errand.worker.lifecycle;

/** The database has not been migrated far enough for this worker. */
final class SchemaTooOld extends RuntimeException {
  SchemaTooOld(int found, int needed) {
    super(
        "the database schema is at version %d, this worker needs %d: start a newer api first"
            .formatted(found, needed));
  }
}
