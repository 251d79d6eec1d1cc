package dev.errand.api.start;

import dev.errand.live.start.ServiceStart;
import io.quarkus.runtime.annotations.QuarkusMain;

/** {@code ./errand api}. */
@QuarkusMain(name = "api")
public final class ApiMain {
  private ApiMain() {}

  public static void main(String... arguments) {
    ServiceStart.main(8080, arguments);
  }
}
