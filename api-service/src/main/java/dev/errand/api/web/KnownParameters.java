package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses parameters that the method which is asked does not take: one with a typo would be ignored
 * silently. Methods that take their query as a bean look at it themselves, and say everything that
 * is wrong with it at once.
 */
class KnownParameters {
  private static final String OURS = "/api/";
  private static final int MOST_TOLD = 10;

  // Nothing is known of a method whose query is a bean.
  private final ConcurrentMap<Method, Optional<Set<String>>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter
  public void check(ResourceInfo asked, @Context UriInfo uri, @Context Request request) {
    if (!request.getMethod().equals("GET") || uri.getQueryParameters().isEmpty()) {
      return;
    }
    if (!uri.getPath().startsWith(OURS)) {
      return; // pages, to which mail programs may add parameters of their own
    }
    Set<String> names = uri.getQueryParameters().keySet();
    known
        .computeIfAbsent(asked.getResourceMethod(), KnownParameters::of)
        .ifPresent(some -> refuseOthers(names, some));
  }

  private static void refuseOthers(Set<String> names, Set<String> some) {
    List<FieldError> unknown =
        names.stream()
            .filter(name -> !some.contains(name))
            .limit(MOST_TOLD)
            .map(
                name ->
                    new FieldError(
                        "#/" + Pointers.escape(name, 100), "is not a parameter of this call"))
            .toList();
    if (!unknown.isEmpty()) {
      throw ErrandException.invalid(unknown);
    }
  }

  private static Optional<Set<String>> of(Method method) {
    Parameter[] parameters = method.getParameters();
    boolean checksItself =
        Arrays.stream(parameters).anyMatch(one -> one.isAnnotationPresent(BeanParam.class));
    return checksItself
        ? Optional.empty()
        : Optional.of(
            Arrays.stream(parameters)
                .map(one -> one.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toUnmodifiableSet()));
  }
}
