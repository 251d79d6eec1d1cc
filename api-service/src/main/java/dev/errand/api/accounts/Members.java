package dev.errand.api.accounts;

import dev.errand.api.accounts.UserChanges.Wish;
import dev.errand.api.audit.Audit;
import dev.errand.api.web.PageQuery.Page;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantRole;
import dev.errand.store.audit.AuditEntry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** The members of a tenant, and those who were invited, as the tenant's owner manages them. */
@ApplicationScoped
class Members {
  private final Users users;
  private final Invitations invitations;
  private final Inviting inviting;
  private final UserChanges changes;
  private final Audit audit;
  private final Clock clock;

  Members(
      Users users,
      Invitations invitations,
      Inviting inviting,
      UserChanges changes,
      Audit audit,
      Clock clock) {
    this.users = users;
    this.invitations = invitations;
    this.inviting = inviting;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A page of members.
   *
   * @param nextCursor where the next page begins; null on the last
   */
  record MemberPage(List<MemberView> items, @Nullable String nextCursor) {}

  /** Members and invitations together, newest first. */
  Uni<MemberPage> page(Principal caller, Page page) {
    UUID tenant = caller.tenant().value();
    int limit = page.limit() + 1; // one more than the page tells whether there is another
    return Panache.withSession(
        () ->
            users
                .members(tenant, page.after(), limit)
                .chain(
                    members ->
                        invitations
                            .page(tenant, page.after(), limit)
                            .map(invited -> page(members, invited, page))));
  }

  private MemberPage page(List<UserEntity> members, List<InvitationEntity> invited, Page page) {
    List<MemberView> all =
        Stream.concat(
                members.stream().map(MemberView::of),
                invited.stream().map(row -> MemberView.of(row, clock.instant())))
            // As texts, in which ids sort as they do in the database.
            .sorted(Comparator.comparing((MemberView view) -> view.id().toString()).reversed())
            .toList();
    List<MemberView> items = page.cut(all);
    return new MemberPage(
        items, items.isEmpty() ? null : page.next(all.size(), items.getLast().id()));
  }

  /** The same answer whether the address is known elsewhere or not: only its owner learns that. */
  Uni<MemberView> invite(Principal caller, MemberRequest request) {
    String email = Login.normalize(Optional.ofNullable(request.email()).orElse(""));
    Login.emailProblem(email)
        .ifPresent(
            problem -> {
              throw ErrandException.invalid(List.of(problem));
            });
    TenantRole role = RoleWord.read(request.role()).orElse(TenantRole.MEMBER);
    Supplier<Uni<Order>> write = () -> invite(caller, email, role);
    return Panache.withTransaction(write)
        .onFailure(ConstraintViolationException.class)
        // Another request invited the same address in between: now it is an open invitation.
        .recoverWithUni(() -> Panache.withTransaction(write))
        .chain(this::send);
  }

  private record Order(MemberView view, Inviting.Letter letter) {}

  private Uni<Order> invite(Principal caller, String email, TenantRole role) {
    UUID tenant = caller.tenant().value();
    return users
        .byEmail(email)
        .invoke(known -> known.ifPresent(user -> requireNoMember(user, tenant)))
        .chain(() -> inviting.invite(caller.userId(), tenant, email, role))
        .chain(row -> ordered(caller, row, "member.invited"));
  }

  private static void requireNoMember(UserEntity user, UUID tenant) {
    if (user.tenantId.equals(tenant)) {
      throw ErrandException.conflict(
          ErrorCode.STATE_CONFLICT,
          user.active ? "it is a member already" : "it is a member: activate it again",
          user.id.toString());
    }
  }

  private Uni<Order> ordered(Principal caller, InvitationEntity row, String action) {
    return inviting
        .letter(row)
        .map(letter -> new Order(MemberView.of(row, clock.instant()), letter))
        .call(order -> audit.recordInSession(entry(caller, action, row.email)));
  }

  private static AuditEntry entry(Principal caller, String action, String subject) {
    return AuditEntry.by(caller, action, caller.tenant().value(), subject);
  }

  private Uni<MemberView> send(Order order) {
    return inviting.send(order.letter()).replaceWith(order.view());
  }

  /** Mails an invitation again; the older link is dead then. */
  Uni<MemberView> resend(Principal caller, String id) {
    UUID wanted = parse(id);
    return Panache.withTransaction(
            () ->
                inviting
                    .again(caller.userId(), caller.tenant().value(), wanted)
                    .map(row -> row.orElseThrow(Members::notFound))
                    .chain(row -> ordered(caller, row, "member.invited-again")))
        .chain(this::send);
  }

  Uni<MemberView> change(Principal caller, String id, MemberPatch patch) {
    var change = new UserChange(RoleWord.read(patch.role()).orElse(null), patch.active(), null);
    if (change.isEmpty()) {
      throw ErrandException.invalid("#/role", "or active must be given");
    }
    return changes
        .change(new Wish(caller, parse(id), true, change, "member.changed"))
        .map(MemberView::of);
  }

  /** Deactivates a member, or withdraws an invitation. */
  Uni<Void> remove(Principal caller, String id) {
    UUID wanted = parse(id);
    return Panache.withTransaction(() -> withdraw(caller, wanted))
        .chain(
            withdrawn ->
                withdrawn
                    ? Uni.createFrom().voidItem()
                    : changes
                        .change(
                            new Wish(
                                caller,
                                wanted,
                                true,
                                new UserChange(null, false, null),
                                "member.removed"))
                        .replaceWithVoid());
  }

  private Uni<Boolean> withdraw(Principal caller, UUID id) {
    return invitations
        .withdraw(caller.tenant().value(), id)
        .call(
            withdrawn ->
                withdrawn
                    ? audit.recordInSession(
                        entry(caller, "member.invitation-withdrawn", "invitation:" + id))
                    : Uni.createFrom().voidItem());
  }

  private static UUID parse(String id) {
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
