package dev.errand.api.jobs;

import dev.errand.live.identity.Caller;
import dev.errand.model.job.JobCounts;
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
  private final JobLists lists;

  AdminJobsResource(Caller caller, JobLists lists) {
    this.caller = caller;
    this.lists = lists;
  }

  @GET
  public Uni<JobPage> list(@BeanParam JobListQuery query) {
    var page = query.page(null);
    return lists.list(caller.principal(), page).map(found -> JobPage.of(found, page));
  }

  @GET
  @Path("/counts")
  public Uni<JobCounts> counts(@BeanParam JobFilterQuery query) {
    return lists.count(caller.principal(), query.filter(null));
  }
}
