package dev.errand.api.accounts;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where a reset mail's link leads: a new password can be chosen without anything else of ours. */
@Path("/reset")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class ResetPage {
  private final PasswordReset reset;

  ResetPage(PasswordReset reset) {
    this.reset = reset;
  }

  /** A field for the password, and a button that sends it. */
  record Choose(String token, String problem) implements TemplateInstance {}

  /** It worked. */
  record Chosen() implements TemplateInstance {}

  @GET
  public Response page(@RestQuery @Nullable String token) {
    return answer(200, new Choose(safe(token), ""));
  }

  // What proves who asks is the token, not a cookie: no other site's page can send it.
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> choose(
      @RestForm @Nullable String token, @RestForm @Nullable String password) {
    String link = safe(token);
    return Uni.createFrom()
        .deferred(() -> reset.byLink(link, password))
        .map(done -> answer(200, new Chosen()))
        .onFailure(ErrandException.class)
        .recoverWithItem(problem -> refusal(link, (ErrandException) problem));
  }

  private static Response refusal(String token, ErrandException problem) {
    String text =
        problem.errors().isEmpty()
            ? problem.code().title() + ". " + problem.detail()
            : problem.errors().stream()
                .map(FieldError::detail)
                .collect(Collectors.joining(", ", "The password ", "."));
    return answer(problem.code().status(), new Choose(token, text));
  }

  private static Response answer(int status, TemplateInstance page) {
    return Response.status(status)
        .entity(page.render())
        .header("Cache-Control", "no-store")
        .build();
  }

  private static String safe(@Nullable String token) {
    return token == null ? "" : token.replaceAll("[^A-Za-z0-9_-]", "");
  }
}
