package dev.errand.api.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.api.audit.Audit;
import dev.errand.api.keys.ApiKeyRules.Accepted;
import dev.errand.api.web.PageQuery.Page;
import dev.errand.live.identity.ApiKeyText;
import dev.errand.live.identity.Standings;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.Principal;
import dev.errand.store.audit.AuditEntry;
import dev.errand.store.key.ApiKey;
import dev.errand.store.key.InsertApiKey;
import dev.errand.store.key.InsertApiKey.NewApiKey;
import dev.errand.store.key.ListApiKeys;
import dev.errand.store.key.RevokeApiKey;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys of a tenant. A member sees and revokes its own; an owner everybody's. */
@ApplicationScoped
class ApiKeys {
  private final Database database;
  private final KeyMint mint;
  private final Audit audit;
  private final Standings standings;
  private final ObjectMapper json;

  ApiKeys(Database database, KeyMint mint, Audit audit, Standings standings, ObjectMapper json) {
    this.database = database;
    this.mint = mint;
    this.audit = audit;
    this.standings = standings;
    this.json = json;
  }

  /**
   * A page of keys.
   *
   * @param nextCursor where the next page begins; null on the last
   */
  record KeyPage(List<ApiKeyView> items, @Nullable String nextCursor) {}

  /** Newest first, without those that were revoked. */
  Uni<KeyPage> page(Principal caller, Page page) {
    // One more than the page tells whether there is another.
    return database
        .asTenant(
            caller.tenant(),
            sql ->
                ListApiKeys.run(
                    sql, caller.tenant(), whose(caller), page.after(), page.limit() + 1))
        .map(found -> page(found, page));
  }

  private static KeyPage page(List<ApiKey> found, Page page) {
    List<ApiKey> items = page.cut(found);
    return new KeyPage(
        items.stream().map(ApiKeyView::of).toList(),
        items.isEmpty() ? null : page.next(found.size(), items.getLast().id()));
  }

  /** Makes a key: the answer is the only one that shows it. */
  Uni<ApiKeyView> create(Principal caller, ApiKeyRequest request) {
    Accepted wanted = mint.accept(request, caller);
    ApiKeyText text = mint.text();
    NewApiKey key =
        new NewApiKey(
            mint.id(),
            caller.tenant(),
            caller.userId(),
            wanted.name(),
            text.hint(),
            text.hash(),
            wanted.scopes(),
            wanted.queues(),
            wanted.expiresAt());
    return database
        .upkeep(
            sql ->
                InsertApiKey.run(sql, key)
                    .call(made -> record(sql, caller, "api-key.created", made)))
        .map(made -> ApiKeyView.with(made, text.text()));
  }

  /** Takes a key back. It stops working at once here, elsewhere within 5 seconds. */
  Uni<Void> revoke(Principal caller, String id) {
    UUID wanted = parse(id);
    return database
        .upkeep(
            sql ->
                RevokeApiKey.run(sql, caller.tenant(), wanted, whose(caller))
                    .map(ApiKeys::found)
                    .call(key -> record(sql, caller, "api-key.revoked", key)))
        .invoke(standings::forgetAll)
        .replaceWithVoid();
  }

  private Uni<Void> record(Sql sql, Principal caller, String action, ApiKey key) {
    return audit.record(
        sql,
        AuditEntry.by(caller, action, caller.tenant().value(), "api-key:" + key.id())
            .with(detail(key)));
  }

  private String detail(ApiKey key) {
    try {
      return json.writeValueAsString(ApiKeyView.of(key));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own views can be written", impossible);
    }
  }

  // Whose keys a caller may touch; null for every member's.
  private static @Nullable UUID whose(Principal caller) {
    return caller.may(Permission.TENANT_MANAGE) ? null : caller.userId();
  }

  private static ApiKey found(Optional<ApiKey> key) {
    return key.orElseThrow(ApiKeys::notFound);
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException notAnId) {
      throw notFound();
    }
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such key");
  }
}
