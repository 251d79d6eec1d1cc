package dev.errand.api.accounts;

import dev.errand.api.accounts.FirstUsers.Newcomer;
import dev.errand.live.identity.SigningKeys;
import dev.errand.live.start.StartRefused;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes the keys, the platform's admin and the demo's user, where they are missing. Without the
 * demo it refuses to start as long as the demo's passwords open anything.
 */
@Singleton
class FirstStart {
  private final SigningKeys keys;
  private final FirstUsers users;
  private final AdminPassword adminPassword;
  private final AdminConfig admin;
  private final DemoConfig demo;
  private final DemoLeftovers leftovers;
  private final Announcements announcements;

  FirstStart(
      SigningKeys keys,
      FirstUsers users,
      AdminPassword adminPassword,
      AdminConfig admin,
      DemoConfig demo,
      DemoLeftovers leftovers,
      Announcements announcements) {
    this.keys = keys;
    this.users = users;
    this.adminPassword = adminPassword;
    this.admin = admin;
    this.demo = demo;
    this.leftovers = leftovers;
    this.announcements = announcements;
  }

  void start(@Observes StartupEvent event) {
    DemoSettings.require(demo, admin);
    onEventLoop(keys::prepare);
    if (!demo.enabled()) {
      endDemo();
    }
    if (!onEventLoop(users::hasAdmin)) {
      makeAdmin();
    }
    if (demo.enabled() && demo.password().isEmpty()) {
      announcements.demoWithoutPassword();
    } else if (demo.enabled() && !onEventLoop(() -> users.has(demo.email()))) {
      makeDemoUser(demo.password().orElseThrow());
    }
  }

  private void endDemo() {
    List<UserEntity> open = onEventLoop(leftovers::find);
    if (!open.isEmpty() && !demo.remove()) {
      throw new StartRefused(
          "%s can still sign in with the demo's known password: start with --remove-demo"
                  .formatted(open.getFirst().email)
              + " (errand.demo.remove=true) to deactivate such users, or use another database");
    }
    for (UserEntity user : open) {
      if (onEventLoop(() -> leftovers.remove(user))) {
        announcements.demoRemoved(user);
      }
    }
  }

  private void makeAdmin() {
    if (onEventLoop(() -> users.has(admin.email()))) {
      throw new StartRefused(
          "there is no active admin, and errand.admin.email, %s, is somebody's already:"
                  .formatted(admin.email())
              + " set it to another address");
    }
    AdminPassword.Chosen password = adminPassword.choose();
    Newcomer newcomer = new Newcomer("Platform", admin.email(), password.text(), true);
    onEventLoop(() -> users.makeAdmin(newcomer))
        .ifPresent(user -> announcements.adminMade(user, password));
  }

  private void makeDemoUser(String password) {
    Newcomer newcomer = new Newcomer("Demo", demo.email(), password, false);
    onEventLoop(() -> users.make(newcomer)).ifPresent(announcements::demoMade);
  }

  private static <T> T onEventLoop(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException("the first start failed", failure);
    }
  }
}
