package dev.errand.api.web;

import dev.errand.live.chance.IdSource;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace that a request belongs to: the caller's own, or one of ours. */
@ApplicationScoped
public class TraceId {
  private static final String KEY = "errand.trace-id";
  // W3C Trace Context §3.2.2: an all-zero trace id and version ff are invalid.
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");

  private final IdSource ids;

  TraceId(IdSource ids) {
    this.ids = ids;
  }

  /** 32 hexadecimal digits, the same for the whole request. */
  public String of(RoutingContext request) {
    String known = request.get(KEY);
    if (known != null) {
      return known;
    }
    String trace = given(request.request().getHeader("traceparent"));
    String made = trace != null ? trace : ids.next().toString().replace("-", "");
    request.put(KEY, made);
    return made;
  }

  private static @Nullable String given(@Nullable String traceparent) {
    if (traceparent == null) {
      return null;
    }
    Matcher parts = TRACEPARENT.matcher(traceparent);
    return parts.matches() ? parts.group(1) : null;
  }
}
