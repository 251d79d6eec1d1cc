package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
  @TempDir private Path home;

  @Test
  void bashCompletesVerbsAndOptions() throws Exception {
    Path script =
        Files.writeString(home.resolve("completion"), new Terminal(home).run("completion").out());

    assertThat(completed(script, "errand", "job", "su")).contains("submit");
    assertThat(completed(script, "errand", "job", "submit", "--pri")).contains("--priority");
  }

  private static String completed(Path script, String... words) throws Exception {
    String line =
        """
        source '%s'
        COMP_WORDS=(%s)
        COMP_CWORD=%d
        _complete_errand
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
    return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
