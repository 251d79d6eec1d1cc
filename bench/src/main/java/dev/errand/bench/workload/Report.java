package dev.errand.bench.workload;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What was measured, as a table and as JSON. */
public final class Report {
  private final JsonArray figures = new JsonArray();
  private final String httpClient;

  public Report(String httpClient) {
    this.httpClient = httpClient;
  }

  /** Takes the figures of a workload and shows them. */
  public void add(String workload, List<Figure> measured) {
    for (Figure figure : measured) {
      figures.add(
          new JsonObject()
              .put("workload", workload)
              .put("figure", figure.name())
              .put("value", Math.round(figure.value() * 100) / 100.0)
              .put("unit", figure.unit()));
      System.out.printf(
          Locale.ROOT,
          "%-10s  %-58s %12.2f %s%n",
          workload,
          figure.name(),
          figure.value(),
          figure.unit());
    }
  }

  /** Writes everything. */
  public void write(Path file) throws IOException {
    var result =
        new JsonObject()
            .put("cores", Runtime.getRuntime().availableProcessors())
            .put("jvm", System.getProperty("java.version"))
            .put("httpClient", httpClient)
            .put("figures", figures);
    Files.createDirectories(file.getParent());
    Files.writeString(file, result.encodePrettily() + "\n");
    System.out.println("\nwritten to " + file);
  }
}
