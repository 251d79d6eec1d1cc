package dev.errand.bench;

import java.util.List;

/** Something to measure. */
interface Workload {
  /** How it is called on the command line and in results. */
  String name();

  /** Runs it. */
  List<Figure> run() throws Exception;

  /**
   * One measured figure.
   *
   * @param unit such as {@code jobs/s} or {@code ms}
   */
  record Figure(String name, double value, String unit) {}
}
