package dev.errand.worker.outgoing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a job of type {@code http} asks for.
 *
 * @param url a public one
 * @param method POST with a body, else GET
 * @param body a text as it is, anything else as JSON
 * @param expect statuses that are successes; every 2xx if it is left out
 * @param timeout ISO 8601, at most {@code PT15S}
 */
record HttpRequestInput(
    @NotBlank String url,
    @Pattern(regexp = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS") @Nullable String method,
    @Nullable Map<String, String> headers,
    @Nullable Object body,
    @Nullable List<Integer> expect,
    @Pattern(regexp = "PT([0-9]|1[0-5])(\\.[0-9]{1,3})?S") @Nullable String timeout) {}
