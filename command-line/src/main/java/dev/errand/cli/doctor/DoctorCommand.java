package dev.errand.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Column;
import dev.errand.cli.paper.Json;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import dev.errand.store.sql.DatabaseCheck;
import dev.errand.store.sql.DatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description =
        "Check Java, the server, the login, the live socket and a database, and say what to do."
            + " Exits with 1 if something is in trouble.")
public final class DoctorCommand implements Callable<Integer> {
  private static final int OLDEST_JAVA = 25;
  private static final List<Column> COLUMNS =
      List.of(
          Column.of("LEVEL", "level"),
          Column.of("SUBJECT", "subject"),
          Column.of("DETAIL", "detail"));

  private final Desk desk;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      description = "Also look at this PostgreSQL; ERRAND_DATABASE_URL if left out.")
  @Nullable String databaseUrl;

  DoctorCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.addAll(new ServerChecks(desk.server(), desk.surroundings().clock()).findings());
    Optional.ofNullable(databaseUrl)
        .or(() -> desk.surroundings().variable("ERRAND_DATABASE_URL"))
        .ifPresent(url -> findings.add(database(url)));
    show(findings);
    boolean trouble = findings.stream().anyMatch(Finding::isTrouble);
    return (trouble ? ExitCode.FAILURE : ExitCode.OK).number();
  }

  private static Finding java() {
    int release = Runtime.version().feature();
    return release >= OLDEST_JAVA
        ? Finding.ok("java", "JDK " + Runtime.version())
        : Finding.trouble(
            "java", "JDK " + release, "install a JDK %d or newer".formatted(OLDEST_JAVA));
  }

  private static Finding database(String url) {
    try {
      DatabaseUrl parsed = DatabaseUrl.parse(url);
      return DatabaseCheck.problem(parsed)
          .map(
              problem ->
                  Finding.trouble(
                      "database", problem, "no service of Errand starts on it until that is so"))
          .orElseGet(() -> Finding.ok("database", parsed + " is fit: it keeps what it commits"));
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailed(ExitCode.USAGE, String.valueOf(malformed.getMessage()));
    }
  }

  private void show(List<Finding> findings) {
    List<JsonNode> items = new ArrayList<>();
    findings.forEach(finding -> items.add(finding.json()));
    if (desk.paper().isJson()) {
      var all = Json.object();
      items.forEach(all.putArray("findings")::add);
      desk.paper().print(Json.text(all));
      return;
    }
    desk.paper().rows(items, COLUMNS);
    findings.stream()
        .filter(finding -> !finding.advice().isEmpty())
        .forEach(finding -> desk.paper().talk(finding.subject() + ": " + finding.advice()));
  }
}
