package dev.errand.api.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers browsers: with a file of the dashboard, or with its page for every address that is not
 * the API's. What is not for browsers goes on as if there were no dashboard.
 */
@Singleton
class PageRoutes {
  // After the headers that every answer has, before everything that answers.
  private static final int ORDER = Integer.MIN_VALUE + 3;

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final Set<String> NOT_OURS = Set.of("api", "q", "dev", "problems", ".well-known");

  private final PageFiles files;

  PageRoutes(PageFiles files) {
    this.files = files;
  }

  void register(@Observes Router router) {
    if (files.areThere()) {
      router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).order(ORDER).handler(this::get);
    }
  }

  private void get(RoutingContext request) {
    String path = below(request.normalizedPath());
    Optional<PageFile> file = path == null ? Optional.empty() : files.find(path);
    if (path != null && file.isPresent() && !path.equals("index.html")) {
      send(request, file.orElseThrow(), path.startsWith("assets/") ? FOR_EVER : "no-cache");
    } else if (path != null && isPage(path) && wantsPage(request)) {
      send(request, files.page(), "no-cache");
    } else {
      request.next();
    }
  }

  private @Nullable String below(String path) {
    return path.startsWith(files.root()) ? path.substring(files.root().length()) : null;
  }

  private static boolean isPage(String path) {
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    // An asset that is gone is of an older build: its place must not be taken by a page.
    return !NOT_OURS.contains(first) && !first.equals("assets") && !first.endsWith(".css");
  }

  private static boolean wantsPage(RoutingContext request) {
    String accepted = request.request().getHeader("Accept");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("text/html");
  }

  private static void send(RoutingContext request, PageFile file, String caching) {
    HttpServerResponse response = request.response();
    response
        .putHeader("Content-Type", file.type())
        .putHeader("Cache-Control", caching)
        .putHeader("ETag", file.tag())
        .putHeader("Vary", "Accept, Accept-Encoding");
    if (file.tag().equals(request.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    boolean zipped = file.isZipped() && acceptsZip(request);
    byte[] body = zipped ? file.zipped() : file.bytes();
    if (zipped) {
      response.putHeader("Content-Encoding", "gzip");
    }
    if (request.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Integer.toString(body.length)).end();
    } else {
      response.end(Buffer.buffer(body));
    }
  }

  private static boolean acceptsZip(RoutingContext request) {
    String accepted = request.request().getHeader("Accept-Encoding");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
  }
}
