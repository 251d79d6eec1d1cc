package dev.errand.api.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Permission;
import dev.errand.store.key.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as people see it.
 *
 * @param hint its last four characters
 * @param createdBy the user who made it
 * @param queues the only ones that it may touch; empty for all
 * @param lastUsedAt to the minute
 * @param key the key itself: only in the answer that made it
 */
record ApiKeyView(
    UUID id,
    String name,
    String hint,
    List<String> scopes,
    List<String> queues,
    UUID createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {

  static ApiKeyView of(ApiKey key) {
    return with(key, null);
  }

  static ApiKeyView with(ApiKey key, @Nullable String text) {
    return new ApiKeyView(
        key.id(),
        key.name(),
        key.hint(),
        key.scopes().stream().map(Permission::wire).toList(),
        key.queues().stream().map(QueueName::value).toList(),
        key.maker(),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt(),
        text);
  }

  @Override
  public String toString() {
    return "ApiKeyView " + id;
  }
}
