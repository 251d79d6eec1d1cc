package dev.errand.api.accounts;

import dev.errand.model.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.jboss.logging.Logger;

/** Tells the operator, and other features, who was made at the first start. */
@ApplicationScoped
class Announcements {
  private static final Logger LOG = Logger.getLogger("dev.errand.api.accounts");

  private final Event<DemoTenantReady> demoTenants;

  Announcements(Event<DemoTenantReady> demoTenants) {
    this.demoTenants = demoTenants;
  }

  void adminMade(UserEntity user, AdminPassword.Chosen password) {
    LOG.infof("The platform's admin was made, user=%s", user.id);
    if (password.weak()) {
      LOG.warn("errand.admin.password is weaker than what users may choose");
    }
    if (password.generated()) {
      printOnce(user.email + " / " + password.text());
    }
  }

  // To the console and not to the log: logs are kept and shipped.
  @SuppressWarnings("SystemOut")
  private static void printOnce(String credentials) {
    System.out.printf(
        "%nThe first admin (shown once, change the password soon): %s%n%n", credentials);
  }

  void demoMade(UserEntity user) {
    LOG.infof("The demo user was made, user=%s tenant=%s", user.id, user.tenantId);
    demoTenants.fire(new DemoTenantReady(new TenantId(user.tenantId), user.id));
  }

  void demoRemoved(UserEntity user) {
    LOG.infof("A demo login was deactivated, user=%s tenant=%s", user.id, user.tenantId);
  }

  void demoWithoutPassword() {
    LOG.warn("errand.demo is on but errand.demo.password is not set: no demo user");
  }
}
