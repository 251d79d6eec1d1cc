package dev.errand.cli.account;

import dev.errand.cli.desk.Desk;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Call;
import dev.errand.cli.server.SavedLogin;
import dev.errand.cli.server.Server;
import dev.errand.cli.shell.CommandFailed;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "logout", description = "Sign out, here and on the server.")
public final class LogoutCommand implements Runnable {
  private final Desk desk;

  LogoutCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    Server server = desk.server();
    Optional<SavedLogin> login = server.keyring().find(server.url());
    if (login.isEmpty()) {
      desk.paper().talk("Nobody is signed in to " + server.url());
      return;
    }
    // First here: it must not depend on a server that may be gone.
    server.keyring().forget(server.url());
    end(server, login.get());
  }

  private void end(Server server, SavedLogin login) {
    if (login.refreshToken() == null) {
      desk.paper().talk("Forgot the key, which works until it is revoked");
      return;
    }
    try {
      server.sendAsNobody(
          Call.post("/api/v1/auth/logout")
              .json(Json.object().put("refreshToken", login.refreshToken())));
      desk.paper().talk("Signed out of " + server.url());
    } catch (CommandFailed away) {
      desk.paper().talk("Forgot the login; the server does not know yet: " + away.text());
    }
  }
}
