package dev.errand.model.tenant;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody may do. Methods of the API ask for these words; here is who has which, and nowhere
 * else.
 */
public enum Permission {
  JOBS_READ("jobs:read"),
  JOBS_WRITE("jobs:write"),
  /** Fetch jobs and report on them, as a worker does. */
  WORK("work"),
  /** Invite, change and remove the members of the own tenant. */
  TENANT_MANAGE("tenant:manage"),
  /** Operate the platform: every tenant's jobs, its users, its audit log. */
  ADMIN("admin");

  /** What an API key can be made for. Members are for people to manage. */
  public static final Set<Permission> SCOPES =
      Collections.unmodifiableSet(EnumSet.of(JOBS_READ, JOBS_WRITE, WORK, ADMIN));

  private final String wire;

  Permission(String wire) {
    this.wire = wire;
  }

  /** The word on the wire, such as {@code jobs:read}. */
  public String wire() {
    return wire;
  }

  public static Optional<Permission> of(String wire) {
    return Arrays.stream(values()).filter(known -> known.wire.equals(wire)).findFirst();
  }

  /**
   * What a user may do.
   *
   * @param admin whether it operates the platform, which includes everything
   */
  public static Set<Permission> of(TenantRole role, boolean admin) {
    if (admin) {
      return all(EnumSet.allOf(Permission.class));
    }
    return all(
        switch (role) {
          case OWNER -> EnumSet.of(JOBS_READ, JOBS_WRITE, WORK, TENANT_MANAGE);
          case MEMBER -> EnumSet.of(JOBS_READ, JOBS_WRITE, WORK);
          case VIEWER -> EnumSet.of(JOBS_READ);
        });
  }

  /**
   * What a key may do: what it was made for, as far as its maker may do that still. {@link #ADMIN}
   * includes every other scope, as it does for people.
   *
   * @param scopes that the key was made with
   * @param maker what its maker may do now
   */
  public static Set<Permission> ofKey(Set<Permission> scopes, Set<Permission> maker) {
    EnumSet<Permission> may = EnumSet.noneOf(Permission.class);
    may.addAll(scopes);
    may.retainAll(maker);
    if (may.contains(ADMIN)) {
      may.addAll(SCOPES);
    }
    return all(may);
  }

  /** The words of some permissions, in their order here. */
  public static List<String> wires(Set<Permission> permissions) {
    return permissions.stream().sorted().map(Permission::wire).toList();
  }

  private static Set<Permission> all(EnumSet<Permission> permissions) {
    return Collections.unmodifiableSet(permissions);
  }
}
