package dev.errand.live.socket;

import static dev.errand.live.socket.RefusedFrame.MALFORMED;
import static dev.errand.live.socket.RefusedFrame.UNKNOWN_TOPIC;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.tenant.TenantId;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a client says. */
@Singleton
class ClientFrames {
  private static final int LONGEST_ID = 64;
  private static final int LARGEST_SET = 20;
  private static final Set<String> SUBSCRIBE =
      Set.of("type", "id", "topic", "filter", "after", "all", "tenant");
  private static final Set<String> FILTER = Set.of("state", "type", "queue");

  private final ObjectMapper mapper;

  ClientFrames(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * @throws RefusedFrame when it is no frame that we know
   */
  ClientFrame read(String text) {
    JsonNode frame = parse(text);
    return switch (frame.path("type").asText("")) {
      case "subscribe" -> subscribe(frame);
      case "unsubscribe" -> new ClientFrame.Unsubscribe(id(frame));
      case "ping" -> new ClientFrame.Ping();
      default -> throw new RefusedFrame(idOrNull(frame), MALFORMED, "unknown type");
    };
  }

  private JsonNode parse(String text) {
    try {
      JsonNode frame = mapper.readTree(text);
      if (frame == null || !frame.isObject()) {
        throw new RefusedFrame(null, MALFORMED, "a frame is a JSON object");
      }
      return frame;
    } catch (JsonProcessingException malformed) {
      throw new RefusedFrame(null, MALFORMED, "not JSON");
    }
  }

  private static ClientFrame subscribe(JsonNode frame) {
    String id = id(frame);
    requireKnown(id, frame, SUBSCRIBE);
    return new ClientFrame.Subscribe(id, topic(id, frame), after(id, frame));
  }

  private static ClientFrame.Topic topic(String id, JsonNode frame) {
    String topic = frame.path("topic").asText("");
    if (topic.equals("jobs")) {
      return new ClientFrame.Topic.Jobs(tenant(id, frame), all(id, frame), filter(id, frame));
    }
    if (topic.startsWith("job:")) {
      return new ClientFrame.Topic.OneJob(JobId.parse(topic.substring("job:".length())));
    }
    throw new RefusedFrame(id, UNKNOWN_TOPIC, "the topics are jobs and job:<id>");
  }

  private static Optional<TenantId> tenant(String id, JsonNode frame) {
    JsonNode tenant = frame.path("tenant");
    if (tenant.isMissingNode() || tenant.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new TenantId(UUID.fromString(tenant.asText())));
    } catch (IllegalArgumentException notAnId) {
      throw new RefusedFrame(id, RefusedFrame.NOT_FOUND, "there is no such tenant");
    }
  }

  private static boolean all(String id, JsonNode frame) {
    JsonNode all = frame.path("all");
    if (!all.isMissingNode() && !all.isBoolean()) {
      throw new RefusedFrame(id, MALFORMED, "all is true or false");
    }
    return all.asBoolean();
  }

  private static OptionalLong after(String id, JsonNode frame) {
    JsonNode after = frame.path("after");
    if (after.isMissingNode() || after.isNull()) {
      return OptionalLong.empty();
    }
    if (!after.isIntegralNumber() || !after.canConvertToLong() || after.asLong() < 0) {
      throw new RefusedFrame(id, MALFORMED, "after is a seq");
    }
    return OptionalLong.of(after.asLong());
  }

  private static EventFilter filter(String id, JsonNode frame) {
    JsonNode filter = frame.path("filter");
    if (filter.isMissingNode() || filter.isNull()) {
      return EventFilter.ANY;
    }
    if (!filter.isObject()) {
      throw new RefusedFrame(id, MALFORMED, "filter is an object");
    }
    requireKnown(id, filter, FILTER);
    return new EventFilter(
        states(id, filter), words(id, filter, "type"), words(id, filter, "queue"));
  }

  private static Set<JobState> states(String id, JsonNode filter) {
    Set<JobState> states = new HashSet<>();
    for (String word : words(id, filter, "state")) {
      states.add(
          JobState.of(word)
              .orElseThrow(() -> new RefusedFrame(id, MALFORMED, "filter.state: no such state")));
    }
    return states;
  }

  // One word or several.
  private static Set<String> words(String id, JsonNode filter, String field) {
    JsonNode value = filter.path(field);
    Set<String> words = new HashSet<>();
    if (value.isTextual()) {
      words.add(value.asText());
    } else if (value.isArray() && value.size() <= LARGEST_SET) {
      value.forEach(word -> words.add(word.asText()));
    } else if (!value.isMissingNode() && !value.isNull()) {
      throw new RefusedFrame(
          id, MALFORMED, "filter." + field + " is a word or at most " + LARGEST_SET);
    }
    return words;
  }

  private static void requireKnown(String id, JsonNode object, Set<String> known) {
    object
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!known.contains(field)) {
                throw new RefusedFrame(id, MALFORMED, "unknown field");
              }
            });
  }

  private static String id(JsonNode frame) {
    String id = idOrNull(frame);
    if (id == null) {
      throw new RefusedFrame(null, MALFORMED, "id is a text of 1 to " + LONGEST_ID + " characters");
    }
    return id;
  }

  private static @Nullable String idOrNull(JsonNode frame) {
    JsonNode id = frame.path("id");
    boolean fits = id.isTextual() && !id.asText().isEmpty() && id.asText().length() <= LONGEST_ID;
    return fits ? id.asText() : null;
  }
}
