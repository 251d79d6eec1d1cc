package dev.errand.cli;

import dev.errand.cli.desk.Desk;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {
      "Print a script that completes commands and options in bash and zsh.",
      "Use it at once, or from ~/.bashrc or ~/.zshrc: source <(errand completion)"
    })
final class CompletionCommand implements Runnable {
  private final Desk desk;

  @Spec CommandSpec spec = CommandSpec.create();

  CompletionCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void run() {
    desk.paper().print(AutoComplete.bash("errand", spec.root().commandLine()));
  }
}
