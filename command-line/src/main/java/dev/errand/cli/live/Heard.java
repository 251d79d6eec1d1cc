package dev.errand.cli.live;

import com.fasterxml.jackson.databind.JsonNode;

/** What came over a socket. */
public sealed interface Heard {
  record Frame(JsonNode json) implements Heard {
    public String type() {
      return json.path("type").asText("");
    }
  }

  /** It is over. */
  record Closed(int code) implements Heard {
    private static final int LOGIN_OVER = 4401;

    /** Whether the server wants to see another token. */
    public boolean isLoginOver() {
      return code == LOGIN_OVER;
    }
  }
}
