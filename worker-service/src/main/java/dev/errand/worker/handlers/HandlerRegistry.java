package dev.errand.worker.handlers;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.model.job.JobType;
import dev.errand.store.worker.KnownType;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The handlers of this process, by type. */
@Singleton
public class HandlerRegistry {
  private static final Duration LONGEST_UNI = Duration.ofDays(3650);

  private final Map<String, RegisteredHandler> byType = new TreeMap<>();
  private final ObjectMapper json;
  private final Validator validator;

  @Inject
  HandlerRegistry(
      @All List<InstanceHandle<JobHandler<?, ?>>> handlers,
      @All List<InstanceHandle<ReactiveJobHandler<?, ?>>> reactive,
      ObjectMapper json,
      Validator validator) {
    this.json = json.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    this.validator = validator;
    handlers.forEach(handle -> register(handle, JobHandler.class, plain(handle.get())));
    reactive.forEach(handle -> register(handle, ReactiveJobHandler.class, awaited(handle.get())));
  }

  /** The handler of that type; null if this process has none. */
  public @Nullable RegisteredHandler find(JobType type) {
    return byType.get(type.value());
  }

  /** The types that this process has handlers for, in order. */
  public List<KnownType> types() {
    return byType.values().stream()
        .map(
            handler ->
                new KnownType(
                    handler.type(), InputSchema.of(handler.input()), handler.maxAttempts()))
        .toList();
  }

  private void register(InstanceHandle<?> handle, Class<?> kind, RegisteredHandler.Body body) {
    Class<?> bean = handle.getBean().getBeanClass();
    @Nullable Handles handles = bean.getAnnotation(Handles.class);
    if (handles == null) {
      throw new IllegalStateException(bean.getName() + " needs @Handles with the type it handles");
    }
    String type = new JobType(handles.value()).value();
    JavaType input = json.constructType(bean).findSuperType(kind).containedTypeOrUnknown(0);
    @Nullable Retry own = bean.getAnnotation(Retry.class);
    Retry retry = own == null ? Defaults.class.getAnnotation(Retry.class) : own;
    if (byType.put(type, new RegisteredHandler(type, input, retry, body, json, validator))
        != null) {
      throw new IllegalStateException("the type '" + type + "' has more than one handler");
    }
  }

  @SuppressWarnings("unchecked") // the input was read as the handler's own type argument
  private static RegisteredHandler.Body plain(JobHandler<?, ?> handler) {
    var typed = (JobHandler<Object, @Nullable Object>) handler;
    return typed::run;
  }

  @SuppressWarnings("unchecked")
  private static RegisteredHandler.Body awaited(ReactiveJobHandler<?, ?> handler) {
    var typed = (ReactiveJobHandler<Object, @Nullable Object>) handler;
    // The attempt's own time-out and cancellation interrupt the wait, which cancels the Uni.
    return (input, job) -> typed.run(input, job).await().atMost(LONGEST_UNI);
  }

  @Retry
  private static final class Defaults {}
}
