package dev.errand.cli.server;

import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import dev.errand.cli.shell.Surroundings;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One Errand, asked as whoever is signed in there. */
public final class Server {
  private static final String AT_HOME = "http://127.0.0.1:8080";

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final int TRIES = 3;
  private static final int LONGEST_PAUSE = 5;

  private final String url;
  private final Http http;
  private final Keyring keyring;
  private final Credentials credentials;

  private Server(Surroundings surroundings, String url) {
    this.url = url;
    http = new Http(url);
    keyring = new Keyring(surroundings.settings());
    credentials = new Credentials(surroundings, http, keyring, url);
  }

  /**
   * @param url as it was typed; null for {@code ERRAND_URL}, the last login's, or this machine's
   */
  public static Server at(@Nullable String url, Surroundings surroundings) {
    String address =
        Optional.ofNullable(url)
            .or(() -> surroundings.variable("ERRAND_URL"))
            .or(() -> new Keyring(surroundings.settings()).current())
            .orElse(AT_HOME);
    return new Server(surroundings, checked(address));
  }

  private static String checked(String address) {
    try {
      URI uri = URI.create(address.strip().replaceFirst("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
        return uri.toString();
      }
    } catch (IllegalArgumentException malformed) {
      // said below
    }
    throw new CommandFailed(
        ExitCode.USAGE, "the address must look like https://errand.example:8080");
  }

  /** Where it is, without a slash at the end. */
  public String url() {
    return url;
  }

  /** Whether what is sent there can be read on the way. */
  public boolean isOpenToReaders() {
    URI uri = URI.create(url);
    return "http".equals(uri.getScheme()) && !uri.getHost().matches("localhost|127\\..*|\\[::1]");
  }

  public Keyring keyring() {
    return keyring;
  }

  /** As whom it is asked, in words. */
  public Optional<String> caller() {
    return credentials.name();
  }

  /** What says who we are; renewed when it is over. */
  public Optional<String> bearer() {
    return credentials.bearer();
  }

  /** Whether there is another token to try after the server refused the last. */
  public boolean renew() {
    return credentials.renew();
  }

  public HttpClient client() {
    return http.client();
  }

  /**
   * @throws CallRefused unless the call did what it was made for
   */
  public Answer send(Call call) {
    return accepted(ask(call));
  }

  /** The same, with every answer. */
  public Answer ask(Call call) {
    Answer answer = http.send(call, credentials.bearer());
    if (answer.status() == UNAUTHORIZED && credentials.renew()) {
      answer = http.send(call, credentials.bearer());
    }
    for (int tries = 1; tries < TRIES && isWorthAnother(call, answer); tries++) {
      pause(answer);
      answer = http.send(call, credentials.bearer());
    }
    return answer;
  }

  // A server that is replaced, or has lost its database for a moment, says when to come again.
  private static boolean isWorthAnother(Call call, Answer answer) {
    return answer.status() == UNAVAILABLE
        && answer.header("Retry-After").isPresent()
        && call.isRepeatable();
  }

  private static void pause(Answer answer) {
    String seconds =
        answer.header("Retry-After").filter(text -> text.matches("\\d{1,4}")).orElse("1");
    try {
      Thread.sleep(Duration.ofSeconds(Math.min(LONGEST_PAUSE, Long.parseLong(seconds))));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(ExitCode.FAILURE, "interrupted");
    }
  }

  /** As nobody, which is how one signs in. */
  public Answer sendAsNobody(Call call) {
    return accepted(http.send(call, Optional.empty()));
  }

  /** The same as whoever that is. */
  public Answer askAs(Call call, String bearer) {
    return http.send(call, Optional.of(bearer));
  }

  /**
   * Passes answers to somebody the server knows, also if it does not allow what was asked.
   *
   * @throws CallRefused otherwise
   */
  public void requireKnown(Answer answer) {
    if (answer.status() != FORBIDDEN) {
      accepted(answer);
    }
  }

  private static Answer accepted(Answer answer) {
    if (!answer.isSuccess()) {
      throw new CallRefused(answer);
    }
    return answer;
  }
}
