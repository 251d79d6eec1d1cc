package dev.errand.worker.lifecycle;

import dev.errand.live.start.ServiceStart;
import io.quarkus.runtime.annotations.QuarkusMain;

/** {@code ./errand worker}. */
@QuarkusMain(name = "worker")
public final class WorkerMain {
  private WorkerMain() {}

  public static void main(String... arguments) {
    ServiceStart.main(8081, arguments);
  }
}
