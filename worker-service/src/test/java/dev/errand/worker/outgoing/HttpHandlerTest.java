package dev.errand.worker.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.handlers.RecordingContext;
import dev.errand.worker.handlers.RetryAfter;
import dev.errand.worker.handlers.Snooze;
import dev.errand.worker.outgoing.HttpHandler.Result;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHandlerTest {
  private final Places places = new Places();
  private final RecordingContext job = new RecordingContext(1, 1);
  private Receiver receiver;

  @BeforeEach
  void start() {
    receiver = new Receiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void successIsTheResult() throws Exception {
    receiver.answers(201, Map.of("ETag", "\"7\"", "Set-Cookie", "secret=1"));

    Result result = run(input(null, Map.of("X-One", "1"), Map.of("n", 1)));

    assertThat(result.status()).isEqualTo(201);
    assertThat(result.body()).isEqualTo("said 201");
    assertThat(result.headers()).containsEntry("etag", "\"7\"").doesNotContainKey("set-cookie");
    assertThat(receiver.last().method()).isEqualTo("POST");
    assertThat(receiver.last().body()).isEqualTo("{\"n\":1}");
    assertThat(receiver.last().headers())
        .containsEntry("X-One", "1")
        .containsEntry("Content-Type", "application/json")
        .containsEntry("Idempotency-Key", "\"" + job.id() + "\"")
        .containsEntry("traceparent", job.traceparent().orElseThrow());
  }

  @Test
  void aTextIsSentAsItIsAndNothingIsAGet() throws Exception {
    run(input(null, null, "plain"));
    assertThat(receiver.last().body()).isEqualTo("plain");

    run(input(null, null, null));
    assertThat(receiver.last().method()).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 422, 301})
  void whatIsWrongWithTheRequestIsNotTriedAgain(int status) {
    receiver.answers(status);

    var failure = catchThrowableOfType(PermanentFailure.class, () -> run(input(null, null, null)));

    assertThat(failure.code()).isEqualTo("http_" + status);
    assertThat(failure).hasMessageContaining("said " + status);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void whatMayPassIsTriedAgain(int status) {
    receiver.answers(status);

    assertThatThrownBy(() -> run(input(null, null, null)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("said " + status);
  }

  @Test
  void theEndpointSaysWhen() {
    receiver.answers(503, Map.of("Retry-After", "7"));

    var failure = catchThrowableOfType(RetryAfter.class, () -> run(input(null, null, null)));

    assertThat(failure.delay()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void otherStatusesMayBeExpected() throws Exception {
    receiver.answers(404);
    var input = new HttpRequestInput(url(), null, null, null, List.of(404), null);

    assertThat(run(input).status()).isEqualTo(404);
  }

  @Test
  void aPrivateAddressIsRefusedForGood() {
    var handler = handler(new Names().then("127.0.0.1").calls());

    var failure =
        catchThrowableOfType(
            PermanentFailure.class, () -> handler.run(input(null, null, null), job));

    assertThat(failure.code()).isEqualTo("address_refused");
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void headersOfTwoLinesAreRefusedForGood() {
    assertThatThrownBy(() -> run(input(null, Map.of("X-A", "1\r\nX-B: 2"), null)))
        .isInstanceOf(PermanentFailure.class);
  }

  @Test
  void theSixthCallOfAnEndpointComesLaterAndHoldsNoSlot() {
    String endpoint = job.tenant() + " receiver.test:" + receiver.port();
    for (int i = 0; i < 5; i++) {
      assertThat(places.take(endpoint)).isPresent();
    }

    assertThatThrownBy(() -> run(input(null, null, null))).isInstanceOf(Snooze.class);
    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void aPlaceIsFreeAgainAfterwards() throws Exception {
    for (int i = 0; i < 12; i++) {
      assertThat(run(input(null, null, null)).status()).isEqualTo(200);
    }
  }

  private Result run(HttpRequestInput input) throws Exception {
    return handler(new Names().then("127.0.0.1").calls("127.0.0.0/8")).run(input, job);
  }

  private HttpHandler handler(OutgoingCalls calls) {
    return new HttpHandler(calls, places, JsonMapper.builder().build(), Clock.systemUTC());
  }

  private HttpRequestInput input(String method, Map<String, String> headers, Object body) {
    return new HttpRequestInput(url(), method, headers, body, null, null);
  }

  private String url() {
    return "http://receiver.test:" + receiver.port() + "/";
  }
}
