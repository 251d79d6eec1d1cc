package dev.errand.worker.process;

import jakarta.inject.Singleton;

/** The row of this boot of the process: who claims. A restarted process is another worker. */
@Singleton
public class WorkerIdentity {
  private volatile int id;

  /** Set once, when the worker has introduced itself. */
  public void is(int worker) {
    id = worker;
  }

  public int id() {
    return id;
  }
}
