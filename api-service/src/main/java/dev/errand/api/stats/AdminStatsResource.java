package dev.errand.api.stats;

import dev.errand.live.identity.Caller;
import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.tenant.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The figures of all tenants, or of one, for the platform's operator. */
@Path("/api/v1/admin/stats")
@Tag(name = "admin")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
class AdminStatsResource {
  private final Caller caller;
  private final Stats stats;

  AdminStatsResource(Caller caller, Stats stats) {
    this.caller = caller;
    this.stats = stats;
  }

  @GET
  public Uni<StatsView> get(@QueryParam("tenant") @Nullable String tenant) {
    return stats.foreign(caller.principal(), tenant == null ? null : parse(tenant));
  }

  private static TenantId parse(String tenant) {
    return JobId.parse(tenant)
        .map(id -> new TenantId(id.value()))
        .orElseThrow(() -> ErrandException.invalid("#/tenant", "must be a tenant's id"));
  }
}
