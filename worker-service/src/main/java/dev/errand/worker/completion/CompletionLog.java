package dev.errand.worker.completion;

import dev.errand.model.lease.ClaimedJob;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** What there is to say about writing outcomes. */
@Singleton
class CompletionLog {
  private static final Logger LOG = Logger.getLogger("dev.errand.worker.completion");

  private final Counter lost;

  @Inject
  CompletionLog(MeterRegistry metrics) {
    lost =
        Counter.builder("errand_leases_lost_total")
            .description("Outcomes that were void because the lease had been lost")
            .register(metrics);
  }

  void leaseLost(ClaimedJob job) {
    lost.increment();
    LOG.warnf("lease lost, outcome discarded: %s", name(job));
  }

  void writeFailed(int size, RuntimeException failure) {
    LOG.warnf("%d outcomes were not written and are tried again: %s", size, failure);
  }

  void leftBehind(int size, RuntimeException failure) {
    LOG.warnf("stopping with %d outcomes unwritten: %s", size, failure);
  }

  void refused(ClaimedJob job, RuntimeException failure) {
    LOG.errorf("PostgreSQL refused the outcome of %s: %s", name(job), failure.getMessage());
  }

  private static String name(ClaimedJob job) {
    return "tenant=%s job=%s attempt=%d"
        .formatted(job.lease().tenant(), job.lease().job(), job.lease().attempt());
  }
}
