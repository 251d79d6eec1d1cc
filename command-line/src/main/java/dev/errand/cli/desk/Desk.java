package dev.errand.cli.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.input.Payload;
import dev.errand.cli.input.Questions;
import dev.errand.cli.paper.Column;
import dev.errand.cli.paper.Paper;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Server;
import dev.errand.cli.shell.Surroundings;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every command works with: a server, and paper to answer on. */
public final class Desk {
  private static final int KEY_BYTES = 16;

  private final Surroundings surroundings;
  private final Paper paper;
  private final Questions questions;
  private @Nullable String url;
  private @Nullable Server server;

  public Desk(Surroundings surroundings) {
    this.surroundings = surroundings;
    paper = new Paper(surroundings);
    questions = new Questions(surroundings);
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public Paper paper() {
    return paper;
  }

  public Questions questions() {
    return questions;
  }

  /** Says where the server is, in place of what is known otherwise. */
  public void url(String typed) {
    url = typed;
  }

  public Server server() {
    Server known = server;
    if (known == null) {
      known = Server.at(url, surroundings);
      server = known;
    }
    return known;
  }

  /** Reads {@code --data}. */
  public JsonNode payload(String given) {
    return Payload.read(given, surroundings.streams());
  }

  /** A key that nobody else makes. */
  public String newKey() {
    byte[] key = new byte[KEY_BYTES];
    surroundings.random().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  /** Shows a page of a list. */
  public void showList(Answer page, List<Column> columns) {
    if (paper.isJson()) {
      paper.print(page.body());
      return;
    }
    JsonNode json = page.json();
    paper.rows(json.path("items"), columns);
    if (json.path("items").isEmpty()) {
      paper.talk("nothing here");
    }
    if (json.path("nextCursor").isTextual()) {
      paper.talk("There are more: --cursor " + json.path("nextCursor").asText());
    }
  }

  /** Shows one thing. */
  public void show(Answer answer, List<Column> fields) {
    if (paper.isJson()) {
      paper.print(answer.body());
    } else {
      paper.fields(answer.json(), fields);
    }
  }
}
