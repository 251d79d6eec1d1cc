package dev.errand.model.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JobStateTest {
  private static final Pattern ARROW = Pattern.compile("(?m)^  (\\w+) --> (\\w+) :");

  @Test
  void theDiagramShowsExactlyTheLegalTransitions() throws IOException {
    String diagram = Files.readString(Path.of("..", "docs", "state-machine.md"));

    Set<String> drawn =
        ARROW
            .matcher(diagram)
            .results()
            .map(JobStateTest::arrow)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> legal =
        Arrays.stream(JobState.values())
            .flatMap(from -> from.next().stream().map(to -> from.wire() + " " + to.wire()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(drawn).isEqualTo(legal);
  }

  @Test
  void wordsOnTheWireNameStates() {
    for (JobState state : JobState.values()) {
      assertThat(JobState.of(state.wire())).contains(state);
    }
    assertThat(JobState.of("PENDING")).isEmpty();
  }

  @Test
  void onlyARetryByHandLeavesAFinalState() {
    for (JobState state : JobState.values()) {
      if (state.isFinal()) {
        assertThat(state.next()).isSubsetOf(JobState.PENDING);
      }
    }
  }

  private static String arrow(MatchResult arrow) {
    return arrow.group(1) + " " + arrow.group(2);
  }
}
