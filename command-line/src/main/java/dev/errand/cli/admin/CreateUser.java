package dev.errand.cli.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Column;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create-user",
    description = "Make a user. The password is asked for; a script sends it on stdin.")
final class CreateUser implements Runnable {
  static final List<Column> FIELDS =
      List.of(
          Column.of("id", "id"),
          Column.of("email", "email"),
          Column.of("username", "username"),
          Column.of("name", "name"),
          Column.of("role", "role"),
          Column.of("admin", "admin"),
          Column.of("active", "active"),
          Column.of("tenant", "tenant.name"),
          Column.of("tenant id", "tenant.id"),
          Column.time("created", "createdAt"));
  private static final int ACCEPTED = 202;

  private final Desk desk;

  @Parameters(paramLabel = "EMAIL")
  String email = "";

  @Option(names = "--name", paramLabel = "TEXT", description = "What people call it.")
  @Nullable String name;

  @Option(
      names = "--username",
      paramLabel = "WORD",
      description = "Signs in as well as the address.")
  @Nullable String username;

  @Option(names = "--role", paramLabel = "ROLE", description = "owner, member or viewer.")
  @Nullable String role;

  @Option(
      names = "--tenant",
      paramLabel = "ID",
      description = "The tenant that it joins; a new one if left out.")
  @Nullable String tenant;

  @Option(names = "--invite", description = "Mail an invitation instead of setting a password.")
  boolean invite;

  CreateUser(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    ObjectNode body = Json.object().put("email", email);
    Json.put(body, "name", name);
    Json.put(body, "username", username);
    Json.put(body, "role", role);
    Json.put(body, "tenant", tenant);
    if (!invite) {
      body.put("password", desk.questions().secret("Password of the new user"));
    }
    Answer answer = desk.server().send(Call.post("/api/v1/users").json(body));
    desk.show(answer, FIELDS);
    if (answer.status() == ACCEPTED) {
      desk.paper().talk("An invitation is on its way to " + email);
    }
  }
}
