package dev.errand.api.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.errand.api.web.Bodies;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads what people ask for, and checks all of it: the host by asking for its addresses. */
@Singleton
class WebhookReader {
  private static final int MAX_BODY = 64 << 10;

  private final HostCheck hosts;
  private final ObjectReader reader;

  @Inject
  WebhookReader(HostCheck hosts, ObjectMapper json) {
    this.hosts = hosts;
    this.reader =
        json.readerFor(WebhookRequest.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /**
   * @param whole whether it is to be a new one, which nothing may be missing from
   */
  Uni<WebhookRequest> read(byte[] body, boolean whole) throws JsonProcessingException {
    @Nullable WebhookRequest request = reader.readValue(Bodies.text(body, MAX_BODY));
    if (request == null) {
      throw new ErrandException(ErrorCode.MALFORMED_REQUEST, "the body must be a JSON object");
    }
    if (whole) {
      WebhookRules.requireWhole(request);
    }
    WebhookRules.check(request);
    Uni<WebhookRequest> checked = Uni.createFrom().item(request);
    @Nullable String url = request.url();
    return url == null ? checked : checked.call(() -> hosts.require(url));
  }
}
