package dev.errand.live.socket;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.tenant.Principal;
import dev.errand.store.job.FindJob;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads a job as its subscriber may see it. */
@Singleton
class JobSnapshots {
  private final Database database;

  JobSnapshots(Database database) {
    this.database = database;
  }

  Uni<Optional<Job>> find(Principal reader, JobId job) {
    Uni<Optional<Job>> found =
        reader.admin()
            ? FindJob.run(database.engine(), null, job)
            : database.asTenant(reader.tenant(), sql -> FindJob.run(sql, reader.tenant(), job));
    return found.map(some -> some.filter(one -> reader.mayUse(one.queue())));
  }
}
