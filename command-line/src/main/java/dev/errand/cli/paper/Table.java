package dev.errand.cli.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Rows under heads. Where it is too wide for the terminal, the widest columns are cut. */
final class Table {
  private static final String GAP = "  ";
  private static final int LEAST = 4;

  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> heads) {
    rows.add(heads);
  }

  void add(List<String> cells) {
    rows.add(cells.stream().map(Printable::line).toList());
  }

  List<String> lines(OptionalInt width) {
    int[] widths = widths();
    width.ifPresent(most -> narrow(widths, most));
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private int[] widths() {
    return IntStream.range(0, rows.getFirst().size())
        .map(i -> rows.stream().mapToInt(row -> Printable.length(row.get(i))).max().orElse(0))
        .toArray();
  }

  // The widest first, so that short ones stay whole.
  private static void narrow(int[] widths, int most) {
    int available = most - GAP.length() * (widths.length - 1);
    while (IntStream.of(widths).sum() > available) {
      int widest = 0;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= LEAST) {
        return;
      }
      widths[widest]--;
    }
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Printable.cut(row.get(i), widths[i]);
      line.append(i == 0 ? "" : GAP).append(cell);
      line.append(" ".repeat(widths[i] - Printable.length(cell)));
    }
    return line.toString().stripTrailing();
  }
}
