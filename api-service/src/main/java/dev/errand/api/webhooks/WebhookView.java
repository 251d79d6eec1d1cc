package dev.errand.api.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.store.webhook.FindStandings.Standing;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as people see it.
 *
 * @param enabled whether it is told of anything now
 * @param disabledReason why Errand turned it off
 * @param failingSince since when nothing that was sent was taken
 * @param oldSecretUntil until when messages are signed with the secret before as well
 * @param secret only where it was made just now
 */
record WebhookView(
    UUID id,
    String url,
    @Nullable String description,
    List<String> events,
    @Nullable String queue,
    @Nullable String jobType,
    boolean enabled,
    @Nullable Instant disabledAt,
    @Nullable String disabledReason,
    @Nullable Instant failingSince,
    @Nullable Instant oldSecretUntil,
    String createdBy,
    Instant createdAt,
    int version,
    @Schema(description = "Shown once, when it is created or rotated")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String secret) {

  /**
   * @param found what the engine found out; nothing for one that always worked
   */
  static WebhookView of(WebhookEntity row, @Nullable Standing found, @Nullable String secret) {
    @Nullable Instant disabled = later(found == null ? null : found.disabledAt(), row);
    @Nullable Instant failing = later(found == null ? null : found.failingSince(), row);
    return new WebhookView(
        row.id,
        row.url,
        row.description,
        List.of(row.events),
        row.queue,
        row.jobType,
        row.enabled && disabled == null,
        disabled,
        found == null || disabled == null ? null : found.reason(),
        failing,
        row.oldSecretUntil,
        row.createdBy,
        row.createdAt,
        row.version,
        secret);
  }

  private static @Nullable Instant later(@Nullable Instant moment, WebhookEntity row) {
    return moment == null || !moment.isAfter(row.enabledAt) ? null : moment;
  }
}
