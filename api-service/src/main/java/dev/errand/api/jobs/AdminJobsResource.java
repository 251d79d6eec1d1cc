package dev.errand.api.jobs;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Every tenant's jobs, for the platform's operator. */
@Path("/api/v1/admin/jobs")
@Tag(name = "admin")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
class AdminJobsResource {
  private final Caller caller;
  private final Jobs jobs;

  AdminJobsResource(Caller caller, Jobs jobs) {
    this.caller = caller;
    this.jobs = jobs;
  }

  @GET
  public Uni<JobPage> list(@BeanParam JobListQuery query) {
    var page = query.page(null);
    return jobs.list(caller.principal(), page).map(found -> JobPage.of(found, page));
  }
}
