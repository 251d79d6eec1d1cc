package dev.errand.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops a start before anything runs, seen from outside: one line, a code, no stack trace. */
class MainTest {

  @TempDir private Path parent;

  @Test
  void busyPort() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();

      Ended ended = main("-Derrand.port=" + port, "-Derrand.data=" + parent.resolve("data"));

      assertThat(ended.refusal()).contains("127.0.0.1:" + port, "--port");
      assertThat(parent.resolve("data")).doesNotExist();
    }
  }

  @Test
  void dataDirectoryThatIsAFile() throws Exception {
    Path file = Files.createFile(parent.resolve("file"));

    assertThat(main("-Derrand.data=" + file).refusal()).contains(file + " is not a directory");
  }

  @Test
  void freshNeverEmptiesAnotherDirectory() throws Exception {
    Path letter = Files.createFile(parent.resolve("letter"));

    Ended ended = main("-Derrand.data=" + parent, "-Derrand.fresh=true");

    assertThat(ended.refusal()).contains("holds something else than Errand's data");
    assertThat(letter).exists();
  }

  @Test
  void unreachableDatabase() throws Exception {
    String url = "postgresql://me:hush@127.0.0.1:%d/jobs".formatted(freePort());

    assertThat(main("-Derrand.database.url=" + url).refusal())
        .contains("cannot reach the database", "Connection refused")
        .doesNotContain("hush");
  }

  private record Ended(int exitCode, String output) {
    String refusal() {
      assertThat(exitCode).isEqualTo(1);
      assertThat(output.lines()).singleElement().asString().startsWith("errand: ");
      return output;
    }
  }

  private static Ended main(String... properties) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-Derrand.port=" + freePort());
    command.addAll(List.of(properties));
    command.add(Main.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    return new Ended(process.waitFor(), output);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
