package dev.errand.api.accounts;

import dev.errand.api.accounts.UserChanges.Wish;
import dev.errand.api.web.PageQuery.Page;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.PrincipalKind;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All users of the platform, as its operator sees and changes them. */
@ApplicationScoped
class UserAdministration {
  private final Users users;
  private final Tenants tenants;
  private final UserChanges changes;

  UserAdministration(Users users, Tenants tenants, UserChanges changes) {
    this.users = users;
    this.tenants = tenants;
    this.changes = changes;
  }

  /**
   * A page of users.
   *
   * @param nextCursor where the next page begins; null on the last
   */
  record UserPage(List<UserAdminView> items, @Nullable String nextCursor) {}

  /** Newest first. */
  Uni<UserPage> page(@Nullable String text, Page page) {
    // One more than the page tells whether there is another.
    return Panache.withSession(
        () ->
            users
                .search(text, page.after(), page.limit() + 1)
                .chain(
                    found ->
                        views(page.cut(found))
                            .map(views -> new UserPage(views, next(found, views, page)))));
  }

  private static @Nullable String next(
      List<UserEntity> found, List<UserAdminView> views, Page page) {
    return views.isEmpty() ? null : page.next(found.size(), views.getLast().id());
  }

  private Uni<List<UserAdminView>> views(List<UserEntity> found) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    List<UUID> ids = found.stream().map(user -> user.tenantId).distinct().toList();
    return tenants
        .list("id in ?1", ids)
        .map(
            rows -> {
              Map<UUID, TenantEntity> byId =
                  rows.stream().collect(Collectors.toMap(row -> row.id, Function.identity()));
              return found.stream()
                  .map(
                      user ->
                          UserAdminView.of(user, Objects.requireNonNull(byId.get(user.tenantId))))
                  .toList();
            });
  }

  Uni<UserAdminView> find(String id) {
    UUID wanted = parse(id);
    return Panache.withSession(
        () ->
            users.findById(wanted).onItem().ifNull().failWith(() -> notFound()).chain(this::view));
  }

  private Uni<UserAdminView> view(UserEntity user) {
    return views(List.of(user)).map(List::getFirst);
  }

  Uni<UserAdminView> change(Principal caller, String id, UserPatch patch) {
    var change =
        new UserChange(RoleWord.read(patch.role()).orElse(null), patch.active(), patch.admin());
    if (change.isEmpty()) {
      throw ErrandException.invalid("#/role", "or active or admin must be given");
    }
    if (change.admin() != null && caller.kind() != PrincipalKind.USER) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "only a person may promote or demote admins");
    }
    return changes
        .change(new Wish(caller, parse(id), false, change, "user.changed"))
        .chain(user -> Panache.withSession(() -> view(user)));
  }

  static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException notAnId) {
      throw notFound();
    }
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such user");
  }
}
