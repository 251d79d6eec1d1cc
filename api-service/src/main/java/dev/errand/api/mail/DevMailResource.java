package dev.errand.api.mail;

import dev.errand.live.mail.CapturedMail;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
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
  private final DevMails mails;

  DevMailResource(DevMails mails) {
    this.mails = mails;
  }

  /** All mails for people. */
  record MailPage(List<CapturedMail> mails) implements TemplateInstance {}

  @GET
  @Produces(MediaType.TEXT_HTML)
  public Uni<Response> page(@RestQuery Optional<String> to) {
    return mails
        .to(to)
        .map(
            found ->
                Response.ok(new MailPage(found).render())
                    .header("Cache-Control", "no-store")
                    .build());
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<List<CapturedMail>> list(@RestQuery Optional<String> to) {
    return mails.to(to);
  }
}
