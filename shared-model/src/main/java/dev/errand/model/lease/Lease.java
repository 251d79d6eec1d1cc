package dev.errand.model.lease;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;

/** The exclusive, time-bounded right to one attempt of a job. */
public record Lease(TenantId tenant, JobId job, LeaseToken token, int attempt) {}
