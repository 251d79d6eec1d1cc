package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, in a checkout that is built, with a Java that says what it was started with. */
class LauncherTest {
  private static final String JAR = "command-line/target/errand.jar";
  private static final String API = "api-service/target/quarkus-app/quarkus-run.jar";
  private static final String WORKER = "worker-service/target/quarkus-app/quarkus-run.jar";

  @TempDir private Path root;

  private record Ended(int exit, String output) {}

  @BeforeEach
  void checkOut() throws IOException {
    Files.copy(Path.of("../errand"), root.resolve("errand"));
    Path jdk = Files.createDirectories(root.resolve("jdk/bin"));
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    program(jdk.resolve("javac"), "exit 0");
    program(jdk.resolve("java"), "echo \"$@\"");
    for (String product : List.of(JAR, API, WORKER)) {
      Path jar = root.resolve(product);
      Files.createDirectories(jar.getParent());
      Files.createFile(jar);
      Files.createFile(root.resolve(product.replaceFirst("/.*", "/target/errand-built")));
    }
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Ended launch(String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of("bash", root.resolve("errand").toString()));
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("ERRAND_"));
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return new Ended(process.waitFor(), output);
  }

  @Test
  void removingTheDemoIsAFlagOfTheApi() throws Exception {
    assertThat(launch("api", "--database-url", "postgresql://x/y", "--remove-demo").output())
        .contains("-Derrand.demo=false -Derrand.demo.remove=true");
  }

  @ParameterizedTest
  @CsvSource({
    "job list -o json, job list -o json",
    "worker list, worker list",
    "help job submit, job submit --help",
    "--url http://x:1 stats, --url http://x:1 stats",
    "login ann, login ann",
    "logout, logout",
    "whoami, whoami",
    "queue list, queue list",
    "schedule list, schedule list",
    "admin promote ann, admin promote ann",
    "doctor, doctor",
    "completion, completion"
  })
  void wordsAreHandedToTheCommandLine(String words, String arguments) throws Exception {
    Ended launched = launch(words.split(" "));

    assertThat(launched.exit()).isZero();
    assertThat(launched.output()).endsWith(JAR + " " + arguments);
  }

  @Test
  void argumentsKeepTheirSpaces() throws Exception {
    program(root.resolve("jdk/bin/java"), "for word; do echo \"[$word]\"; done");

    assertThat(launch("job", "submit", "noop", "--data", "{\"a\": 1}").output())
        .endsWith("[--data]\n[{\"a\": 1}]");
  }

  @Test
  void workerWithoutAVerbIsStarted() throws Exception {
    assertThat(launch("worker", "--database-url", "postgresql://e:e@db/e").output())
        .endsWith("-jar " + root.toRealPath().resolve(WORKER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void helpNeedsNoJava(String word) throws Exception {
    program(root.resolve("jdk/bin/java"), "exit 9");

    assertThat(launch(word).output()).contains("./errand up", "./errand job");
    assertThat(launch("help", "worker").output()).contains("--database-url", "worker list");
  }

  @Test
  void unknownWordIsWrongUsage() throws Exception {
    Ended launched = launch("jump");

    assertThat(launched.exit()).isEqualTo(2);
    assertThat(launched.output()).contains("unknown command jump");
  }
}
