package dev.errand.api.audit;

import dev.errand.api.web.PageQuery;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.audit.AuditFilter;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The query of the log, as text from the URL. */
class AuditQuery extends PageQuery {
  private static final Set<String> FILTERS = Set.of("action", "actor", "tenant", "from", "to");

  @QueryParam("action")
  @Nullable String action;

  @QueryParam("actor")
  @Nullable String actor;

  @QueryParam("tenant")
  @Nullable String tenant;

  @QueryParam("from")
  @Nullable String from;

  @QueryParam("to")
  @Nullable String to;

  AuditFilter filter() {
    @Nullable UUID owner = id("tenant", tenant);
    return new AuditFilter(
        action,
        id("actor", actor),
        owner == null ? null : new TenantId(owner),
        moment("from", from),
        moment("to", to));
  }

  Page page(AuditFilter filter) {
    return page(filter.toString(), FILTERS);
  }

  private static @Nullable UUID id(String name, @Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw ErrandException.invalid("#/" + name, "must be an id");
    }
  }

  private static @Nullable Instant moment(String name, @Nullable String text) {
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notAMoment) {
      throw ErrandException.invalid("#/" + name, "must be a time such as 2031-01-31T12:00:00Z");
    }
  }
}
