package dev.errand.bench.workload;

import java.util.List;

/** Something to measure. */
public interface Workload {
  /** How it is called on the command line and in results. */
  String name();

  /** Runs it, whatever another one left behind. */
  List<Figure> run() throws Exception;
}
