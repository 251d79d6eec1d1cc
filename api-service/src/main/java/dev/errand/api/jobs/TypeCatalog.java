package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.problem.FieldError;
import dev.errand.store.sql.Database;
import dev.errand.store.worker.KnownType;
import dev.errand.store.worker.ListTypes;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * The types that workers have registered, as this process knows them. Read again when somebody asks
 * for one that is not there, and every half minute for changed ones. Errand's own are not for
 * callers.
 */
@Singleton
class TypeCatalog {
  private static final long SHORTEST_PAUSE = 1_000_000_000L;
  private static final long LONGEST_PAUSE = 30_000_000_000L;
  private static final int NEAR = 3;
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private static final SchemaValidatorsConfig POINTERS =
      SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();

  private final Database database;
  private final ObjectMapper json;
  private volatile Snapshot known = new Snapshot(Map.of(), System.nanoTime() - LONGEST_PAUSE);

  private record Snapshot(Map<String, Type> types, long readAt) {}

  private record Type(KnownType known, @Nullable JsonSchema schema) {}

  @Inject
  TypeCatalog(Database database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** Makes sure that these types are known if any worker has registered them. */
  Uni<Void> ensureKnown(List<String> types) {
    Snapshot now = known;
    long age = System.nanoTime() - now.readAt();
    boolean missing = types.stream().anyMatch(type -> !now.types().containsKey(type));
    if (age < LONGEST_PAUSE && !(missing && age > SHORTEST_PAUSE)) {
      return Uni.createFrom().voidItem();
    }
    return ListTypes.run(database.engine())
        .invoke(types1 -> known = read(types1))
        .replaceWithVoid();
  }

  /** How many attempts a job of that type has that does not say. */
  int maxAttempts(String type) {
    @Nullable Type found = known.types().get(type);
    return found == null ? NewJob.DEFAULT_MAX_ATTEMPTS : found.known().maxAttempts();
  }

  /**
   * What is wrong with the data by the type's schema.
   *
   * @throws ErrandException {@code unknown_type} for a type that no worker has registered
   */
  List<FieldError> check(String type, @Nullable String data) {
    @Nullable Type found = known.types().get(type);
    if (found == null) {
      throw unknown(type);
    }
    @Nullable JsonSchema schema = found.schema();
    if (schema == null) {
      return List.of();
    }
    return schema.validate(data == null ? "{}" : data, InputFormat.JSON).stream()
        .map(
            message ->
                new FieldError(
                    pointer(message.getInstanceLocation().toString(), message.getProperty()),
                    message.getError()))
        .distinct()
        .toList();
  }

  /** Makes sure that a payload which takes another's place passes what the first one passed. */
  Uni<Void> requireFit(JobType type, String data) {
    return ensureKnown(List.of(type.value()))
        .invoke(
            known -> {
              List<FieldError> errors = check(type.value(), data);
              if (!errors.isEmpty()) {
                throw ErrandException.invalid(errors);
              }
            });
  }

  private static String pointer(String location, @Nullable String property) {
    return "#/data" + location + (property == null ? "" : "/" + property);
  }

  private ErrandException unknown(String type) {
    List<String> near = near(type);
    String hint = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    return ErrandException.invalid(
        ErrorCode.UNKNOWN_TYPE,
        List.of(new FieldError("#/type", "no worker has registered '" + type + "'" + hint)));
  }

  private List<String> near(String type) {
    var distance = new LevenshteinDistance(NEAR);
    return known.types().keySet().stream()
        .filter(name -> distance.apply(name, type) >= 0)
        .sorted(Comparator.comparing(name -> distance.apply(name, type)))
        .limit(3)
        .toList();
  }

  private Snapshot read(List<KnownType> types) {
    Map<String, Type> byName = new HashMap<>();
    types.stream()
        .filter(type -> !JobType.isInternal(type.name()))
        .forEach(type -> byName.put(type.name(), new Type(type, schema(type))));
    return new Snapshot(Map.copyOf(byName), System.nanoTime());
  }

  private @Nullable JsonSchema schema(KnownType type) {
    @Nullable String text = type.inputSchema();
    if (text == null) {
      return null;
    }
    try {
      return SCHEMAS.getSchema(json.readTree(text), POINTERS);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("the schema of " + type.name() + " is no JSON", unreadable);
    }
  }
}
