package dev.errand.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Column;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "admin",
    description = "What only admins may: users, keys, the audit log.",
    subcommands = CreateUser.class)
public final class AdminCommand {
  private static final String ID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  // It reads the whole log.
  private static final Duration VERIFYING = Duration.ofMinutes(10);
  private static final List<Column> VERDICT =
      List.of(
          Column.of("sound", "sound"),
          Column.of("rows", "rows"),
          Column.of("head", "head"),
          Column.of("broken at", "brokenAt"),
          Column.of("reason", "reason"));

  private final Desk desk;

  AdminCommand(Desk desk) {
    this.desk = desk;
  }

  @Command(description = "Make a user an admin, who may do everything in every tenant.")
  void promote(
      @Parameters(paramLabel = "USER", description = "E-mail address, username or id.")
          String user) {
    String id = user.matches(ID) ? user : idOf(user);
    Call call = Call.patch("/api/v1/users/" + id).json(Json.object().put("admin", true));
    desk.show(desk.server().send(call), CreateUser.FIELDS);
  }

  private String idOf(String user) {
    JsonNode found =
        desk.server().send(Call.get("/api/v1/users").query("q", user).query("limit", "200")).json();
    String wanted = user.toLowerCase(Locale.ROOT);
    for (JsonNode item : found.path("items")) {
      if (wanted.equals(item.path("email").asText("").toLowerCase(Locale.ROOT))
          || wanted.equals(item.path("username").asText("").toLowerCase(Locale.ROOT))) {
        return item.path("id").asText();
      }
    }
    throw new CommandFailed(ExitCode.NOT_FOUND, "there is no user called " + user);
  }

  @Command(
      name = "rotate-keys",
      description = "Sign access tokens with a new key; those that were signed still work.")
  void rotateKeys(
      @Option(
              names = "--at-once",
              description = "Tokens signed with the old key stop working: after a theft.")
          boolean atOnce) {
    Answer answer =
        desk.server()
            .send(Call.post("/api/v1/admin/keys/rotate").json(Json.object().put("atOnce", atOnce)));
    desk.show(answer, List.of(Column.of("key", "keyId")));
  }

  @Command(
      name = "verify-audit",
      description = "Check that the audit log is what was written. Exits with 1 if it is not.")
  int verifyAudit(
      @Option(
              names = "--kept",
              paramLabel = "SEQ-HASH",
              description = "The head that an earlier check printed, kept elsewhere.")
          @Nullable String kept) {
    Answer answer =
        desk.server()
            .send(Call.get("/api/v1/admin/audit/verify").query("kept", kept).within(VERIFYING));
    JsonNode check = answer.json();
    if (desk.paper().isJson()) {
      desk.paper().print(answer.body());
    } else {
      desk.paper().fields(flat(check), VERDICT);
    }
    return check.path("sound").asBoolean() ? 0 : ExitCode.FAILURE.number();
  }

  // As --kept takes it.
  private static ObjectNode flat(JsonNode check) {
    JsonNode head = check.path("head");
    ObjectNode flat =
        Json.object()
            .put("sound", check.path("sound").asBoolean() ? "yes" : "no")
            .put("rows", check.path("rows").asText())
            .put("head", head.path("seq").asText() + "-" + head.path("hash").asText());
    if (check.path("broken").isObject()) {
      flat.put("brokenAt", check.path("broken").path("seq").asText());
      flat.put("reason", check.path("broken").path("reason").asText());
    }
    return flat;
  }
}
