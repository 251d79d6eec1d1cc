package dev.errand.model.tenant;

import static dev.errand.model.tenant.Permission.ADMIN;
import static dev.errand.model.tenant.Permission.JOBS_READ;
import static dev.errand.model.tenant.Permission.JOBS_WRITE;
import static dev.errand.model.tenant.Permission.TENANT_MANAGE;
import static dev.errand.model.tenant.Permission.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionTest {
  @Test
  void rolesGrowFromReadingToOwning() {
    assertThat(Permission.of(TenantRole.VIEWER, false)).containsExactly(JOBS_READ);
    assertThat(Permission.of(TenantRole.MEMBER, false))
        .containsExactly(JOBS_READ, JOBS_WRITE, WORK);
    assertThat(Permission.of(TenantRole.OWNER, false))
        .containsExactly(JOBS_READ, JOBS_WRITE, WORK, TENANT_MANAGE);
  }

  @Test
  void anAdminMayEverythingWhateverItIsInItsTenant() {
    assertThat(Permission.of(TenantRole.VIEWER, true)).containsExactly(Permission.values());
  }

  @Test
  void aKeyHasNothingThatItsMakerHasNot() {
    assertThat(
            Permission.ofKey(
                Set.of(JOBS_READ, JOBS_WRITE), Permission.of(TenantRole.VIEWER, false)))
        .containsExactly(JOBS_READ);
    assertThat(Permission.ofKey(Set.of(ADMIN), Permission.of(TenantRole.OWNER, false))).isEmpty();
  }

  @Test
  void aKeyOfAnAdminNeverManagesMembers() {
    assertThat(Permission.ofKey(Set.of(ADMIN), Permission.of(TenantRole.OWNER, true)))
        .containsExactly(JOBS_READ, JOBS_WRITE, WORK, ADMIN);
  }

  @Test
  void wordsAreReadAsTheyAreWritten() {
    for (Permission permission : Permission.values()) {
      assertThat(Permission.of(permission.wire())).contains(permission);
    }
    assertThat(Permission.of("jobs:destroy")).isEmpty();
  }
}
