package dev.errand.standalone.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the launcher starts, with the flags that it uses. */
enum Program {
  API("../api-service/target/quarkus-app/quarkus-run.jar"),
  WORKER("../worker-service/target/quarkus-app/quarkus-run.jar"),
  EVERYTHING("target/quarkus-app/quarkus-run.jar", "-XX:+UseSerialGC", "-Xms64m", "-Xmx1g");

  private final Path jar;
  private final List<String> memory;

  Program(String jar, String... memory) {
    this.jar = Path.of(jar).toAbsolutePath().normalize();
    this.memory = List.of(memory);
  }

  /** The command line up to and without the properties, and what comes after them. */
  List<String> command(List<String> properties) {
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is missing: build the module before its suites");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-XX:+UseCompactObjectHeaders");
    command.addAll(memory);
    command.addAll(properties);
    command.add("-jar");
    command.add(jar.toString());
    return command;
  }
}
