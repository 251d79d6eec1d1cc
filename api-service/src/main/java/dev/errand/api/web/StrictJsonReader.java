package dev.errand.api.web;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests, and refuses what a lenient reader would guess. */
@Provider
@Singleton
@Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
public class StrictJsonReader implements ServerMessageBodyReader<Object> {
  private final ObjectReader strict;
  private final CurrentVertxRequest current;

  StrictJsonReader(ObjectMapper mapper, CurrentVertxRequest current) {
    this.strict = mapper.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    this.current = current;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, ResteasyReactiveResourceInfo method, MediaType mediaType) {
    return isReadable(type);
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return isReadable(type);
  }

  @Override
  public @Nullable Object readFrom(
      Class<Object> type, Type generic, MediaType mediaType, ServerRequestContext context)
      throws IOException {
    BodyLimit limit = BodyLimit.of(current.getCurrent().request().path());
    byte[] body = limit.read(context.getInputStream());
    return type.isArray() ? body : read(generic, body);
  }

  @Override
  public @Nullable Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    byte[] all = body.readAllBytes();
    return type.isArray() ? all : read(generic, all);
  }

  // Bytes are for methods that keep what was sent; the limit holds for them too.
  private static boolean isReadable(Class<?> type) {
    return type == byte[].class || type.isRecord();
  }

  /**
   * @return null for an empty body: some methods need none
   */
  private @Nullable Object read(Type generic, byte[] body) throws IOException {
    if (body.length == 0) {
      return null;
    }
    requireUtf8(body);
    JavaType type = strict.getTypeFactory().constructType(generic);
    try (CheckedParser parser = new CheckedParser(strict.createParser(body))) {
      Object value = bind(type, parser);
      if (value == null || parser.nextToken() != null) {
        throw malformed("The body must be one JSON object and nothing else.");
      }
      return value;
    }
  }

  // A text that is no JSON is told as such, wherever its first wrong field stands.
  private @Nullable Object bind(JavaType type, CheckedParser parser) throws IOException {
    try {
      return strict.forType(type).readValue(parser);
    } catch (JsonMappingException wrongField) {
      requireJsonToTheEnd(parser);
      throw wrongField;
    }
  }

  private static void requireJsonToTheEnd(CheckedParser parser) throws IOException {
    boolean whole = parser.getParsingContext().inRoot();
    while (parser.nextUncheckedToken() != null) {
      if (whole) {
        throw malformed("The body must be one JSON object and nothing else.");
      }
      whole = parser.getParsingContext().inRoot();
    }
  }

  // Jackson would guess UTF-16 and UTF-32 from zero bytes, and skip a byte order mark.
  private static void requireUtf8(byte[] body) {
    int first = body[0] & 0xFF;
    boolean zero = false;
    for (int i = 0; i < Math.min(4, body.length); i++) {
      zero |= body[i] == 0;
    }
    if (zero || first == 0xEF || first == 0xFE || first == 0xFF) {
      throw malformed("The body must be UTF-8 without a byte order mark.");
    }
  }

  private static ErrandException malformed(String detail) {
    return new ErrandException(ErrorCode.MALFORMED_REQUEST, detail);
  }
}
