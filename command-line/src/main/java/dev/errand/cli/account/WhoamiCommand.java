package dev.errand.cli.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Column;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import dev.errand.cli.server.Server;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

@Command(name = "whoami", description = "Say who is signed in, where, and what it may do.")
public final class WhoamiCommand implements Runnable {
  private static final List<Column> FIELDS =
      List.of(
          Column.of("email", "email"),
          Column.of("username", "username"),
          Column.of("name", "name"),
          Column.of("tenant", "tenant.name"),
          Column.of("tenant id", "tenant.id"),
          Column.of("role", "role"),
          Column.made("may", WhoamiCommand::permissions),
          Column.time("last login", "lastLoginAt"));

  private final Desk desk;

  WhoamiCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Server server = desk.server();
    Answer me = server.ask(Call.get("/api/v1/auth/me"));
    server.requireKnown(me);
    desk.paper().talk("%s at %s".formatted(server.caller().orElse("nobody"), server.url()));
    // A key is known, and nobody in person.
    if (me.isSuccess()) {
      desk.show(me, FIELDS);
    }
  }

  private static String permissions(JsonNode user) {
    StringJoiner words = new StringJoiner(", ");
    user.path("permissions").forEach(word -> words.add(word.asText()));
    return words.toString();
  }
}
