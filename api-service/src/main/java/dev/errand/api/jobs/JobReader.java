package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.errand.api.web.JsonTrouble;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads requests that carry JSON to be kept as it is. */
@Singleton
class JobReader {
  private static final int MAX_BODY = (1 << 20) + (64 << 10); // the data and what is around it
  private static final int MAX_BATCH_BODY = 8 << 20;

  private final ObjectReader job;
  private final ObjectReader batch;
  private final ObjectReader retry;
  private final ObjectReader edit;

  @Inject
  JobReader(ObjectMapper json) {
    ObjectReader strict = json.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    job = strict.forType(JobRequest.class);
    batch = strict.forType(BatchRequest.class);
    retry = strict.forType(RetryRequest.class);
    edit = strict.forType(EditRequest.class);
  }

  JobRequest job(byte[] body) throws JsonProcessingException {
    return read(job, text(body, MAX_BODY));
  }

  BatchRequest batch(byte[] body) throws JsonProcessingException {
    return read(batch, text(body, MAX_BATCH_BODY));
  }

  /**
   * One job of a batch.
   *
   * @throws ErrandException what is wrong with it, as if it had been sent alone
   */
  JobRequest item(RawJson item) {
    if (!item.isObject()) {
      throw ErrandException.invalid("#", "must be an object");
    }
    try {
      return read(job, item.text());
    } catch (JsonProcessingException wrong) {
      throw JsonTrouble.problem(wrong);
    }
  }

  EditRequest edit(byte[] body) throws JsonProcessingException {
    return read(edit, text(body, MAX_BODY));
  }

  /** An empty body asks for a plain retry. */
  RetryRequest retry(byte[] body) throws JsonProcessingException {
    String text = text(body, MAX_BODY);
    return text.isBlank() ? new RetryRequest(null) : read(retry, text);
  }

  private static <T> T read(ObjectReader reader, String text) throws JsonProcessingException {
    T read = reader.withAttribute(RawJsonReader.SOURCE, text).readValue(text);
    if (read == null) {
      throw new ErrandException(ErrorCode.MALFORMED_REQUEST, "the body must be a JSON object");
    }
    return read;
  }

  private static String text(byte[] body, int limit) {
    if (body.length > limit) {
      throw new ErrandException(
          ErrorCode.PAYLOAD_TOO_LARGE, "the body is larger than " + limit + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new ErrandException(ErrorCode.MALFORMED_REQUEST, "the body is not UTF-8");
    }
  }
}
