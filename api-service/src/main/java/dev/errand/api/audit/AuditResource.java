package dev.errand.api.audit;

import dev.errand.api.audit.AuditLog.AuditPage;
import dev.errand.api.audit.AuditLog.Check;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log, for the platform's operator. */
@Path("/api/v1/admin/audit")
@Tag(name = "admin")
@Produces(MediaType.APPLICATION_JSON)
class AuditResource {
  private final AuditLog log;

  AuditResource(AuditLog log) {
    this.log = log;
  }

  /** Newest first. */
  @GET
  @RolesAllowed("admin")
  @Operation(summary = "What admins did, and what concerned the safety of accounts")
  public Uni<AuditPage> list(@BeanParam AuditQuery query) {
    var filter = query.filter();
    return log.page(filter, query.page(filter));
  }

  /**
   * Reads the whole log.
   *
   * @param kept {@code <seq>-<hash>} of a head that an earlier check has answered with
   */
  @GET
  @Path("/verify")
  @RolesAllowed("admin")
  @Operation(
      summary = "Whether the log is what was written: no row changed, none missing",
      description =
          "kept is <seq>-<hash> of a head that an earlier check answered with: then even a log"
              + " that was written anew from the start is noticed")
  public Uni<Check> verify(@QueryParam("kept") @Nullable String kept) {
    return log.verify(kept == null ? null : KeptHead.parse(kept));
  }
}
