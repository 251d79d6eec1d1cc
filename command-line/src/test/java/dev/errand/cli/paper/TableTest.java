package dev.errand.cli.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableTest {
  private static Table table() {
    Table table = new Table(List.of("ID", "NAME"));
    table.add(List.of("0190a5c4", "a very long name of a job"));
    table.add(List.of("0190a5c5", "short"));
    return table;
  }

  @Test
  void columnsAreAsWideAsTheirContent() {
    assertThat(table().lines(OptionalInt.empty()))
        .containsExactly(
            "ID        NAME", "0190a5c4  a very long name of a job", "0190a5c5  short");
  }

  @Test
  void widestColumnIsCutToFitTheTerminal() {
    assertThat(table().lines(OptionalInt.of(20)))
        .containsExactly("ID        NAME", "0190a5c4  a very lo…", "0190a5c5  short");
  }

  @Test
  void terminalThatIsTooNarrowForAnythingGetsSomething() {
    assertThat(table().lines(OptionalInt.of(3))).contains("019…  a v…");
  }

  @Test
  void charactersBeyondTheBasicPlaneCountOnce() {
    Table table = new Table(List.of("A", "B"));
    table.add(List.of("\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80", "x"));

    assertThat(table.lines(OptionalInt.of(7)).getLast())
        .isEqualTo("\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80…  x");
  }
}
