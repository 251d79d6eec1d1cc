package dev.errand.api.limits;

import dev.errand.api.web.AddressGroup;
import dev.errand.api.web.ProblemAnswers;
import dev.errand.live.identity.RecentCallers;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts every request under {@code /api} before its body is read, and turns away whoever makes too
 * many. Every answer says what is left.
 */
@Singleton
class RequestLimits {
  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence STATE = HttpHeaders.createOptimized("RateLimit");
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  // After the security headers and the refusal of semicolons, before the look at the body.
  private static final int ORDER = Integer.MIN_VALUE + 3;

  private final RecentCallers callers;
  private final ProblemAnswers answers;
  private final Limit caller;
  private final Limit address;
  private final Limit credentials;

  @Inject
  RequestLimits(LimitsConfig config, RecentCallers callers, ProblemAnswers answers) {
    this.callers = callers;
    this.answers = answers;
    this.caller = new Limit("caller", config.caller(), TimeMeter.SYSTEM_NANOTIME);
    this.address = new Limit("address", config.address(), TimeMeter.SYSTEM_NANOTIME);
    this.credentials = new Limit("credentials", config.credentials(), TimeMeter.SYSTEM_NANOTIME);
  }

  void register(@Observes Router router) {
    router.route("/api/*").order(ORDER).handler(this::count);
  }

  private void count(RoutingContext context) {
    HttpServerRequest request = context.request();
    @Nullable UUID user = callers.of(request);
    boolean passes =
        user == null
            ? passes(address, AddressGroup.of(request), context)
            : passes(caller, user, context);
    if (passes
        && (!changesCredentials(context)
            || passes(credentials, AddressGroup.of(request), context))) {
      context.next();
    }
  }

  private static boolean changesCredentials(RoutingContext context) {
    return !SAFE.contains(context.request().method())
        && context.normalizedPath().startsWith("/api/v1/auth/");
  }

  private boolean passes(Limit limit, Object who, RoutingContext context) {
    if (limit.isOff()) {
      return true;
    }
    long taken = limit.take(who);
    add(context.response().headers(), limit, taken);
    if (taken >= 0) {
      return true;
    }
    if (hasBody(context.request())) {
      answers.endUnread(limit.refusal(taken), context);
    } else {
      answers.end(limit.refusal(taken), context);
    }
    return false;
  }

  private static boolean hasBody(HttpServerRequest request) {
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private static void add(MultiMap headers, Limit limit, long taken) {
    add(headers, POLICY, limit.policy());
    add(headers, STATE, limit.state(taken));
  }

  // A list: a second limit is a second element, on one line because many clients read but one.
  private static void add(MultiMap headers, CharSequence name, String element) {
    String first = headers.get(name);
    headers.set(name, first == null ? element : first + ", " + element);
  }
}
