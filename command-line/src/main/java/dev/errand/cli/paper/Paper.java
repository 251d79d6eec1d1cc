package dev.errand.cli.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.shell.Surroundings;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a command prints: data goes out, talk goes beside it. */
public final class Paper {
  private final PrintStream out;
  private final PrintStream err;
  private final ZoneId zone;
  private final OptionalInt width;
  private Format format = Format.TABLE;

  public Paper(Surroundings surroundings) {
    out = surroundings.streams().out();
    err = surroundings.streams().err();
    zone = surroundings.clock().getZone();
    width = surroundings.columns();
  }

  /** For people, or for programs: what the server said. */
  public enum Format {
    TABLE,
    JSON
  }

  public void format(Format wanted) {
    format = wanted;
  }

  public boolean isJson() {
    return format == Format.JSON;
  }

  /** Data as it is. */
  public void print(String text) {
    out.println(text);
  }

  /** A text of somebody else's, on one line. */
  public void line(String text) {
    out.println(Printable.line(text));
  }

  /** Tells people something that is not the answer. */
  public void talk(String text) {
    err.println(Printable.lines(text));
  }

  /** A table of items. */
  public void rows(Iterable<JsonNode> items, List<Column> columns) {
    Table table = new Table(columns.stream().map(Column::head).toList());
    for (JsonNode item : items) {
      table.add(columns.stream().map(column -> column.reading().read(item, zone)).toList());
    }
    table.lines(width).forEach(out::println);
  }

  /** One thing, a line for each of its fields that has a value. */
  public void fields(JsonNode item, List<Column> fields) {
    int head = fields.stream().mapToInt(field -> field.head().length()).max().orElse(0);
    for (Column field : fields) {
      String value = field.reading().read(item, zone);
      if (!value.isEmpty()) {
        String begin = field.head() + " ".repeat(head - field.head().length() + 2);
        out.println(begin + indented(value, begin.length()));
      }
    }
  }

  private static String indented(String value, int by) {
    List<String> lines = new ArrayList<>(Printable.lines(value).lines().toList());
    return String.join(System.lineSeparator() + " ".repeat(by), lines);
  }

  /** A moment as people here read it. */
  public String local(String time) {
    return Column.local(time, zone);
  }
}
