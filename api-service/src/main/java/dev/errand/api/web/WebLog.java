package dev.errand.api.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What the web layer tells its operator. */
@ApplicationScoped
class WebLog {
  private static final Logger LOG = Logger.getLogger("dev.errand.api.web");

  void bug(String traceId, Throwable failure) {
    LOG.errorf(failure, "A request failed by our fault, traceId=%s", traceId);
  }

  void away(String traceId, Throwable failure) {
    LOG.warnf(
        "A request found no database, traceId=%s cause=%s", traceId, failure.getClass().getName());
  }
}
