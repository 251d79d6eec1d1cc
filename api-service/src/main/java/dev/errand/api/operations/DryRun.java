package dev.errand.api.operations;

import dev.errand.model.job.Job;
import java.util.List;

/** What an operation would meet. */
record DryRun(long count, List<Job> sample) {}
