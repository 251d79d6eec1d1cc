package dev.errand.bench.workload;

import java.util.ArrayList;
import java.util.List;

/** Several takes of one measurement: of each figure the median counts. */
final class Repeats {
  private Repeats() {}

  /** One take; every take has the same figures. */
  @FunctionalInterface
  interface Take {
    List<Figure> take() throws Exception;
  }

  static List<Figure> median(int times, Take measurement) throws Exception {
    List<List<Figure>> takes = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      takes.add(measurement.take());
    }
    List<Figure> medians = new ArrayList<>();
    for (int i = 0; i < takes.getFirst().size(); i++) {
      int figure = i;
      double[] values =
          takes.stream().mapToDouble(take -> take.get(figure).value()).sorted().toArray();
      Figure first = takes.getFirst().get(figure);
      medians.add(new Figure(first.name(), values[values.length / 2], first.unit()));
    }
    return medians;
  }
}
