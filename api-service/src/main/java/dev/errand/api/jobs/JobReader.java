package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.errand.api.web.Bodies;
import dev.errand.api.web.JsonTrouble;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Reads requests that carry JSON to be kept as it is. */
@Singleton
class JobReader {
  private static final int MAX_BODY = (1 << 20) + (64 << 10); // the data and what is around it
  private static final int MAX_BATCH_BODY = 8 << 20;

  private final ObjectReader strict;
  private final ObjectReader job;
  private final ObjectReader batch;
  private final ObjectReader retry;
  private final ObjectReader edit;

  @Inject
  JobReader(ObjectMapper json) {
    strict = json.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    job = strict.forType(JobRequest.class);
    batch = strict.forType(BatchRequest.class);
    retry = strict.forType(RetryRequest.class);
    edit = strict.forType(EditRequest.class);
  }

  JobRequest job(byte[] body) throws JsonProcessingException {
    return read(job, Bodies.text(body, MAX_BODY));
  }

  BatchRequest batch(byte[] body) throws JsonProcessingException {
    return read(batch, Bodies.text(body, MAX_BATCH_BODY));
  }

  /** A request that carries a job. */
  <T> T around(Class<T> request, byte[] body) throws JsonProcessingException {
    return read(strict.forType(request), Bodies.text(body, MAX_BODY));
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
    return read(edit, Bodies.text(body, MAX_BODY));
  }

  /** An empty body asks for a plain retry. */
  RetryRequest retry(byte[] body) throws JsonProcessingException {
    String text = Bodies.text(body, MAX_BODY);
    return text.isBlank() ? new RetryRequest(null) : read(retry, text);
  }

  private static <T> T read(ObjectReader reader, String text) throws JsonProcessingException {
    T read = Bodies.read(reader.withAttribute(RawJsonReader.SOURCE, text), text);
    if (read == null) {
      throw new ErrandException(ErrorCode.MALFORMED_REQUEST, "the body must be a JSON object");
    }
    return read;
  }
}
