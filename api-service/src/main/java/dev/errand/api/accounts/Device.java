package dev.errand.api.accounts;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Where a sign-in came from, as its user will recognise it. */
record Device(@Nullable String agent, @Nullable String address) {
  private static final int SHOWN = 200;

  static Device of(HttpServerRequest request) {
    String agent = request.getHeader("User-Agent");
    return new Device(
        agent == null ? null : clean(agent),
        request.remoteAddress() == null ? null : request.remoteAddress().hostAddress());
  }

  private static String clean(String agent) {
    String printable = agent.replaceAll("[^\\x20-\\x7E]", "?");
    return printable.substring(0, Math.min(SHOWN, printable.length()));
  }
}
