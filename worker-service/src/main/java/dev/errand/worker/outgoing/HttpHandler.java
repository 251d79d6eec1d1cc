package dev.errand.worker.outgoing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.model.outgoing.AddressRefused;
import dev.errand.model.outgoing.OutgoingUrl;
import dev.errand.worker.handlers.Handles;
import dev.errand.worker.handlers.JobContext;
import dev.errand.worker.handlers.JobHandler;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.handlers.RetryAfter;
import dev.errand.worker.handlers.Snooze;
import dev.errand.worker.outgoing.Places.Place;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls an endpoint. What may pass is tried again, at the time that the endpoint asks for; what the
 * endpoint says is wrong with the request is not.
 */
@Handles("http")
class HttpHandler implements JobHandler<HttpRequestInput, HttpHandler.Result> {
  private static final List<String> KEPT =
      List.of("content-type", "etag", "last-modified", "location", "x-request-id");
  private static final int SAID = 500;
  private static final Duration NO_PLACE = Duration.ofSeconds(1);

  private final OutgoingCalls calls;
  private final Places places;
  private final ObjectMapper json;
  private final Clock clock;

  HttpHandler(OutgoingCalls calls, Places places, ObjectMapper json, Clock clock) {
    this.calls = calls;
    this.places = places;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What came back.
   *
   * @param headers some of them
   * @param truncated whether there was more of the body
   */
  record Result(int status, Map<String, String> headers, String body, boolean truncated) {}

  @Override
  public Result run(HttpRequestInput input, JobContext job)
      throws IOException, InterruptedException {
    OutgoingCall call = call(input, job);
    Optional<Place> place = places.take(job.tenant() + " " + call.url().endpoint());
    if (place.isEmpty()) {
      throw new Snooze(NO_PLACE);
    }
    try (Place held = place.get()) {
      return judge(input, calls.send(call));
    } catch (AddressRefused refused) {
      throw refused(refused);
    }
  }

  private OutgoingCall call(HttpRequestInput input, JobContext job) {
    try {
      return new OutgoingCall(
          method(input),
          OutgoingUrl.parse(input.url()),
          headers(input, job),
          body(input.body()),
          input.timeout() == null ? OutgoingCall.LONGEST : Duration.parse(input.timeout()));
    } catch (AddressRefused refused) {
      throw refused(refused);
    } catch (IllegalArgumentException unfit) {
      throw new PermanentFailure("invalid_input", String.valueOf(unfit.getMessage()));
    }
  }

  private static PermanentFailure refused(AddressRefused refused) {
    return new PermanentFailure("address_refused", "the url " + refused.reason());
  }

  private static String method(HttpRequestInput input) {
    @Nullable String method = input.method();
    return method != null ? method : input.body() == null ? "GET" : "POST";
  }

  private static Map<String, String> headers(HttpRequestInput input, JobContext job) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Idempotency-Key", "\"" + job.id() + "\"");
    job.traceparent().ifPresent(trace -> headers.put("traceparent", trace));
    if (input.body() != null) {
      headers.put(
          "Content-Type",
          input.body() instanceof String ? "text/plain; charset=utf-8" : "application/json");
    }
    @Nullable Map<String, String> own = input.headers();
    if (own != null) {
      headers.putAll(own);
    }
    return headers;
  }

  private @Nullable String body(@Nullable Object body) {
    if (body == null || body instanceof String) {
      return (String) body;
    }
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("what was read as JSON can be written", impossible);
    }
  }

  private Result judge(HttpRequestInput input, OutgoingAnswer answer) throws IOException {
    @Nullable List<Integer> expected = input.expect();
    boolean success = expected == null ? answer.isSuccess() : expected.contains(answer.status());
    if (success) {
      return new Result(answer.status(), kept(answer), answer.body(), answer.cut());
    }
    String problem = problem(answer);
    if (!answer.isPassing()) {
      throw new PermanentFailure("http_" + answer.status(), problem);
    }
    Optional<Duration> pause = answer.retryAfter(clock);
    if (pause.isPresent()) {
      throw new RetryAfter(pause.get(), problem);
    }
    throw new IOException(problem);
  }

  private static Map<String, String> kept(OutgoingAnswer answer) {
    Map<String, String> kept = new LinkedHashMap<>();
    for (String name : KEPT) {
      @Nullable String value = answer.headers().get(name);
      if (value != null) {
        kept.put(name, value);
      }
    }
    return kept;
  }

  private static String problem(OutgoingAnswer answer) {
    String said = answer.body().substring(0, Math.min(SAID, answer.body().length()));
    return "the endpoint answered " + answer.status() + (said.isBlank() ? "" : ": " + said);
  }
}
