package dev.errand.api.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.errand.store.audit.AuditRow;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log as an admin sees it.
 *
 * @param seq from 1, without gaps
 * @param actorKind {@code nobody}, {@code user}, {@code admin}, {@code api_key} or {@code system}
 * @param hash over the row and the hash before it, in hexadecimal digits
 */
record AuditView(
    long seq,
    Instant at,
    String actorKind,
    @Nullable UUID actor,
    @Nullable String actorName,
    String action,
    @Nullable UUID tenant,
    @Nullable String subject,
    @Nullable String address,
    @JsonRawValue @Schema(type = SchemaType.OBJECT) @Nullable String detail,
    String hash) {
  static AuditView of(AuditRow row) {
    return new AuditView(
        row.seq(),
        row.at(),
        row.kind().wire(),
        row.actor(),
        row.actorName(),
        row.action(),
        row.tenant(),
        row.subject(),
        row.address(),
        row.detail(),
        HexFormat.of().formatHex(row.hash()));
  }
}
