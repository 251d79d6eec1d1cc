package dev.errand.standalone;

import dev.errand.live.start.ServiceStart;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;

/** The two services as one Quarkus application, from its start to its end. */
final class Services {

  private Services() {}

  /** Runs until told to stop; answers the exit code. */
  static int run(StartOptions options, String databaseUrl, ExitSignal signal, String... arguments) {
    ServiceSettings.of(options, databaseUrl, System::getenv).forEach(System::setProperty);
    AtomicInteger exitCode = new AtomicInteger();
    if (!signal.isRaised()) {
      Quarkus.run(
          UntilStopped.class,
          (code, failure) ->
              exitCode.set(
                  failure == null || signal.isRaised() ? code : ServiceStart.refused(failure)),
          arguments);
    }
    return exitCode.get();
  }

  /** Greets when everything is up. */
  static final class UntilStopped implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
      System.out.println(Welcome.from(ConfigProvider.getConfig()).text());
      Quarkus.waitForExit();
      return 0;
    }
  }
}
