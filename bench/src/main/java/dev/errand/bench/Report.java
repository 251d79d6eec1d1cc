package dev.errand.bench;

import dev.errand.bench.Workload.Figure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What was measured, as a table and as JSON. */
final class Report {
  private final JsonArray figures = new JsonArray();

  void add(String workload, List<Figure> measured) {
    for (Figure figure : measured) {
      figures.add(
          new JsonObject()
              .put("workload", workload)
              .put("figure", figure.name())
              .put("value", Math.round(figure.value() * 100) / 100.0)
              .put("unit", figure.unit()));
    }
  }

  void print() {
    System.out.println();
    figures.stream()
        .map(JsonObject.class::cast)
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "%-10s %-42s %12.2f %s",
                    row.getString("workload"),
                    row.getString("figure"),
                    row.getDouble("value"),
                    row.getString("unit")))
        .forEach(System.out::println);
  }

  void write(Path file) throws IOException {
    var result =
        new JsonObject()
            .put("cores", Runtime.getRuntime().availableProcessors())
            .put("jvm", System.getProperty("java.version"))
            .put("figures", figures);
    Files.createDirectories(file.getParent());
    Files.writeString(file, result.encodePrettily() + "\n");
    System.out.println("\nwritten to " + file);
  }
}
