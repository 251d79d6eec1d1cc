package dev.errand.api.mail;

import dev.errand.api.mail.CapturedMails.Captured;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Shows a demo's mails. Without capture it does not exist. */
@Path("/dev/mail")
@PermitAll
class DevMailResource {
  private final MailConfig config;
  private final CapturedMails captured;

  DevMailResource(MailConfig config, CapturedMails captured) {
    this.config = config;
    this.captured = captured;
  }

  /** All mails for people. */
  record MailPage(List<Captured> mails) implements TemplateInstance {}

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Response page(@RestQuery Optional<String> to) {
    return Response.ok(new MailPage(mails(to)).render())
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public List<Captured> list(@RestQuery Optional<String> to) {
    return mails(to);
  }

  private List<Captured> mails(Optional<String> to) {
    if (!config.capture()) {
      throw new ErrandException(ErrorCode.NOT_FOUND, "Nothing is at this address.");
    }
    return captured.to(to);
  }
}
