package dev.errand.cli.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import dev.errand.cli.server.SavedLogin;
import dev.errand.cli.server.Server;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "login",
    description = {
      "Sign in, and stay signed in until logout.",
      "The password, or with --api-key the key, is asked for; a script sends it on stdin. What is"
          + " needed to stay signed in is kept in ~/.config/errand/credentials, which only its owner"
          + " can read. ERRAND_API_KEY or ERRAND_TOKEN take precedence over it."
    })
public final class LoginCommand implements Runnable {
  private final Desk desk;

  @Parameters(
      arity = "0..1",
      paramLabel = "LOGIN",
      description = "E-mail address or username; asked for if left out.")
  @Nullable String login;

  @Option(names = "--api-key", description = "Use an API key instead of login and password.")
  boolean apiKey;

  LoginCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Server server = desk.server();
    if (server.isOpenToReaders()) {
      desk.paper().talk("Careful: whoever is on the way to " + server.url() + " can read along.");
    }
    SavedLogin saved = apiKey ? key(server) : session(server);
    server.keyring().save(server.url(), saved);
    desk.paper().talk("Signed in to %s: %s".formatted(server.url(), saved.login()));
  }

  private SavedLogin key(Server server) {
    String key = desk.questions().secret("API key").strip();
    // What it may do is its maker's business; whether it is one is ours.
    Answer answer = server.askAs(Call.get("/api/v1/auth/me"), key);
    server.requireKnown(answer);
    return SavedLogin.ofKey(key);
  }

  private SavedLogin session(Server server) {
    String who = login == null ? desk.questions().plain("E-mail address or username") : login;
    String password = desk.questions().secret("Password");
    JsonNode answer =
        server
            .sendAsNobody(
                Call.post("/api/v1/auth/login")
                    .json(Json.object().put("login", who).put("password", password)))
            .json();
    JsonNode session = answer.path("otpRequired").asBoolean() ? secondStep(server, answer) : answer;
    return SavedLogin.ofSession(who, session, desk.surroundings().clock());
  }

  // An authenticator app has its code already; other channels send one.
  private JsonNode secondStep(Server server, JsonNode challenge) {
    String id = challenge.path("challengeId").asText();
    String channel = challenge.path("channels").path(0).asText("");
    if (!channel.equals("totp")) {
      server.sendAsNobody(
          Call.post("/api/v1/auth/send-otp")
              .json(Json.object().put("challengeId", id).put("channel", channel)));
      desk.paper().talk("A code is on its way by " + channel);
    }
    String code = desk.questions().plain("Code");
    return server
        .sendAsNobody(
            Call.post("/api/v1/auth/verify-otp")
                .json(Json.object().put("challengeId", id).put("code", code)))
        .json();
  }
}
