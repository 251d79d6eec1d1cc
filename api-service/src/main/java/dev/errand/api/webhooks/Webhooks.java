package dev.errand.api.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.errand.api.jobs.Idempotency;
import dev.errand.api.jobs.Items;
import dev.errand.api.rows.TenantTransactions;
import dev.errand.api.web.Bodies;
import dev.errand.api.web.PageQuery;
import dev.errand.live.chance.IdSource;
import dev.errand.live.webhook.SealedSecrets;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.model.webhook.WebhookSecret;
import dev.errand.store.sql.Database;
import dev.errand.store.webhook.FindStandings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Endpoints: who has which, and new ones. */
@Singleton
class Webhooks {
  private static final int MAX_BODY = 64 << 10;
  // Each may hold five of a worker's slots with a receiver that hangs.
  private static final int MOST = 20;

  private final WebhookTable table;
  private final TenantTransactions transactions;
  private final HostCheck hosts;
  private final SealedSecrets secrets;
  private final Database database;
  private final Chance chance;
  private final ObjectReader reader;

  /** Where ids and secrets come from. */
  @Singleton
  record Chance(IdSource ids, RandomGenerator random) {}

  @Inject
  Webhooks(
      WebhookTable table,
      TenantTransactions transactions,
      HostCheck hosts,
      SealedSecrets secrets,
      Database database,
      Chance chance,
      ObjectMapper json) {
    this.table = table;
    this.transactions = transactions;
    this.hosts = hosts;
    this.secrets = secrets;
    this.database = database;
    this.chance = chance;
    this.reader =
        json.readerFor(WebhookRequest.class)
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /**
   * An endpoint that was asked for.
   *
   * @param replayed whether it was created by an earlier request with the same key
   */
  record Created(WebhookView webhook, boolean replayed) {}

  /** One endpoint, or 404: also for another tenant's. */
  Uni<WebhookEntity> find(Principal caller, String id) {
    UUID wanted = parse(id);
    return transactions.in(
        caller, now -> table.find(wanted, owner(caller)).map(Webhooks::found));
  }

  Uni<WebhookView> view(Principal caller, String id) {
    return find(caller, id).chain(row -> view(row, null));
  }

  Uni<WebhookView> view(WebhookEntity row, @Nullable String secret) {
    return database
        .asTenant(row.tenant(), sql -> FindStandings.run(sql, List.of(row.id())))
        .map(standings -> WebhookView.of(row, standings.get(row.id()), secret));
  }

  Uni<Items<WebhookView>> page(Principal caller, PageQuery.Page page) {
    return transactions
        .in(caller, now -> table.page(caller.tenant(), page.after(), page.limit() + 1))
        .chain(found -> views(caller, page, found));
  }

  private Uni<Items<WebhookView>> views(
      Principal caller, PageQuery.Page page, List<WebhookEntity> found) {
    List<WebhookEntity> rows = page.cut(found);
    if (rows.isEmpty()) {
      return Uni.createFrom().item(Items.all(List.of()));
    }
    List<WebhookId> ids = rows.stream().map(WebhookEntity::id).toList();
    return database
        .asTenant(caller.tenant(), sql -> FindStandings.run(sql, ids))
        .map(
            standings ->
                rows.stream()
                    .map(row -> WebhookView.of(row, standings.get(row.id()), null))
                    .toList())
        .map(views -> new Items<>(views, page.next(found.size(), rows.getLast().id)));
  }

  /** Checks everything of the request, its host by asking for its addresses. */
  Uni<WebhookRequest> check(byte[] body, boolean whole) throws JsonProcessingException {
    @Nullable WebhookRequest request = reader.readValue(Bodies.text(body, MAX_BODY));
    if (request == null) {
      throw new ErrandException(ErrorCode.MALFORMED_REQUEST, "the body must be a JSON object");
    }
    if (whole) {
      WebhookRules.requireWhole(request);
    }
    WebhookRules.check(request);
    Uni<WebhookRequest> checked = Uni.createFrom().item(request);
    @Nullable String url = request.url();
    return url == null ? checked : checked.call(() -> hosts.require(url));
  }

  Uni<Created> create(Principal caller, byte[] body, @Nullable String header)
      throws JsonProcessingException {
    requireWriter(caller);
    Idempotency.@Nullable Key key =
        Idempotency.key(caller.tenant(), "POST /api/v1/webhooks", header, body);
    var id = new WebhookId(chance.ids().next());
    WebhookSecret secret = fresh();
    return check(body, true)
        .chain(
            request ->
                secrets
                    .seal(id, secret)
                    .chain(sealed -> store(caller, id, request, sealed, key)))
        .chain(row -> view(row, secret.text()))
        .map(view -> new Created(view, false))
        .onFailure(ConstraintViolationException.class)
        .recoverWithUni(refused -> afterRace(caller, key, refused));
  }

  WebhookSecret fresh() {
    return WebhookSecret.random(chance.random());
  }

  private Uni<WebhookEntity> store(
      Principal caller,
      WebhookId id,
      WebhookRequest request,
      byte[] sealed,
      Idempotency.@Nullable Key key) {
    return transactions.in(
        caller,
        now -> {
          var row = new WebhookEntity(id.value(), caller.tenant(), caller.actor(), now);
          WebhookRules.apply(request, row, now);
          row.secret = sealed;
          if (key != null) {
            row.idempotencyKey = key.key();
            row.requestHash = key.requestHash();
          }
          return requireRoom(caller).chain(() -> table.persistAndFlush(row));
        });
  }

  private Uni<Void> requireRoom(Principal caller) {
    return table
        .countOf(caller.tenant())
        .invoke(
            count -> {
              if (count >= MOST) {
                throw new ErrandException(
                    ErrorCode.STATE_CONFLICT, "a tenant has at most " + MOST + " webhooks");
              }
            })
        .replaceWithVoid();
  }

  // The request before had the same key: its answer again, with the secret that it was given.
  private Uni<Created> afterRace(
      Principal caller, Idempotency.@Nullable Key key, Throwable refused) {
    if (key == null) {
      return Uni.createFrom().failure(refused);
    }
    return transactions
        .in(caller, now -> table.byKey(caller.tenant(), key.key()))
        .chain(
            first ->
                first.isPresent() ? replay(key, first.get()) : Uni.createFrom().failure(refused));
  }

  private Uni<Created> replay(Idempotency.Key key, WebhookEntity first) {
    if (!key.standsFor(Objects.requireNonNull(first.requestHash))) {
      throw key.reused();
    }
    return secrets
        .open(first.id(), first.secret)
        .chain(secret -> view(first, secret.text()))
        .map(view -> new Created(view, true));
  }

  /** Whose endpoints a caller may name; null for everybody's. */
  static @Nullable TenantId owner(Principal caller) {
    return caller.admin() ? null : caller.tenant();
  }

  static WebhookEntity found(Optional<WebhookEntity> row) {
    return row.orElseThrow(Webhooks::notFound);
  }

  static UUID parse(String id) {
    return WebhookId.parse(id).orElseThrow(Webhooks::notFound).value();
  }

  static void requireWriter(Principal caller) {
    if (!caller.mayWrite()) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "a viewer may read, not change");
    }
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such webhook");
  }
}
