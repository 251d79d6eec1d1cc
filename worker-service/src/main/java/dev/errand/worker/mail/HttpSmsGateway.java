package dev.errand.worker.mail;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.errand.live.mail.SmsConfig;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.handlers.RetryAfter;
import io.quarkus.arc.DefaultBean;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Posts text messages to the gateway that the operator named. */
@Singleton
@DefaultBean
class HttpSmsGateway implements SmsSender {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Pattern GAP = Pattern.compile("\\{(to|text)}");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,5}");

  private final SmsConfig config;
  private final HttpClient http;

  @Inject
  HttpSmsGateway(SmsConfig config) {
    this.config = config;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(config.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public void send(String phone, String text) throws IOException, InterruptedException {
    judge(http.send(request(phone, text), BodyHandlers.discarding()));
  }

  private HttpRequest request(String phone, String text) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                config
                    .url()
                    .orElseThrow(
                        () -> new PermanentFailure("no_sms_gateway", "errand.sms.url is not set")))
            .timeout(config.timeout())
            .header("Content-Type", config.contentType())
            .POST(BodyPublishers.ofString(body(phone, text)));
    config.authorization().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  // In one pass: a text that has the words of a gap in it stays as it is.
  private String body(String phone, String text) {
    Map<String, String> values = Map.of("to", phone, "text", text);
    return GAP.matcher(config.body()).replaceAll(gap -> quoted(values, gap));
  }

  private String quoted(Map<String, String> values, MatchResult gap) {
    String value = values.getOrDefault(gap.group(1), "");
    String escaped =
        config.contentType().startsWith(FORM)
            ? URLEncoder.encode(value, StandardCharsets.UTF_8)
            : new String(JsonStringEncoder.getInstance().quoteAsString(value));
    return Matcher.quoteReplacement(escaped);
  }

  private static void judge(HttpResponse<Void> answer) throws IOException {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String problem = "the gateway answered " + status;
    if (status == 429 || status == 503) {
      throw new RetryAfter(pause(answer), problem);
    }
    // 401, 403, 404 and the like are cured by a change of the configuration.
    if (status == 400 || status == 422) {
      throw new PermanentFailure("message_refused", problem);
    }
    throw new IOException(problem);
  }

  private static Duration pause(HttpResponse<Void> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> SECONDS.matcher(value).matches())
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ofSeconds(30));
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
