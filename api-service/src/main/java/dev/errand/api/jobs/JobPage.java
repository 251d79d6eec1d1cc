package dev.errand.api.jobs;

import dev.errand.api.web.Cursor;
import dev.errand.model.job.Job;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of jobs.
 *
 * @param nextCursor where the next page begins; null on the last
 */
record JobPage(List<Job> items, @Nullable String nextCursor) {
  static JobPage of(List<Job> found, JobListQuery.Page page) {
    if (found.size() <= page.limit()) {
      return new JobPage(found, null);
    }
    List<Job> items = found.subList(0, page.limit());
    // The cursor is bound to the filter of the list, whatever page it was asked on.
    return new JobPage(items, Cursor.after(items.getLast().id().value(), page.unpaged()));
  }
}
