package dev.errand.live.identity;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.tenant.Principal;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Turns the access token or the API key of a request into who is asking. SmallRye JWT's own
 * mechanism cannot look a key or a session up without blocking the event loop, nor refuse a cookie
 * beside a header.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class AccessTokenMechanism implements HttpAuthenticationMechanism {
  private static final String REFUSAL = "errand.refusal";

  private final CookieConfig cookies;
  private final SigningKeys keys;
  private final Standings standings;
  private final RecentIdentities recent;

  AccessTokenMechanism(
      CookieConfig cookies, SigningKeys keys, Standings standings, RecentIdentities recent) {
    this.cookies = cookies;
    this.keys = keys;
    this.standings = standings;
    this.recent = recent;
  }

  @Override
  @SuppressWarnings("NullAway") // Quarkus takes a null identity for "nobody has shown anything"
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager providers) {
    Optional<String> token;
    try {
      token = BearerOrCookie.token(context.request(), cookies);
    } catch (ErrandException refusal) {
      context.put(REFUSAL, refusal);
      return Uni.createFrom().failure(new AuthenticationFailedException(refusal));
    }
    return token
        .map(found -> identity(found, providers))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  private Uni<SecurityIdentity> identity(String token, IdentityProviderManager providers) {
    @Nullable SecurityIdentity known = recent.find(token);
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    // Keys and standings are read once for many requests: come back to this request's own context.
    var here = MutinyHelper.executor(Vertx.currentContext());
    Uni<? extends Proof> proof =
        ApiKeyText.isMeant(token) ? apiKey(token) : accessToken(token, here, providers);
    return proof.chain(shown -> standing(token, shown)).emitOn(here);
  }

  private static Uni<ApiKeyProof> apiKey(String token) {
    return Uni.createFrom()
        .item(
            () ->
                ApiKeyText.parse(token)
                    .map(key -> new ApiKeyProof(key.hash()))
                    .orElseThrow(() -> new AuthenticationFailedException("no key of ours")));
  }

  private Uni<SessionClaims> accessToken(
      String token, Executor here, IdentityProviderManager providers) {
    return keys.learn(KeyHint.of(token))
        .emitOn(here)
        .chain(
            () ->
                providers.authenticate(
                    new TokenAuthenticationRequest(new JsonWebTokenCredential(token))))
        .map(identity -> SessionClaims.of((JsonWebToken) identity.getPrincipal()));
  }

  private Uni<SecurityIdentity> standing(String token, Proof proof) {
    Uni<Optional<Principal>> standing = standings.of(proof);
    return standing
        .invoke(now -> forgetUnless(now.isPresent(), token))
        .map(now -> Principals.identity(now.orElseThrow(this::over), proof))
        .invoke(found -> recent.keep(token, found, proof, standing));
  }

  private void forgetUnless(boolean counts, String token) {
    if (!counts) {
      recent.forget(token);
    }
  }

  private AuthenticationFailedException over() {
    return new AuthenticationFailedException("the session is over, or the key was revoked");
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    ErrandException refusal = context.get(REFUSAL);
    int status = refusal == null ? 401 : refusal.code().status();
    return Uni.createFrom().item(new ChallengeData(status, "WWW-Authenticate", "Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(TokenAuthenticationRequest.class);
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "Bearer"));
  }
}
