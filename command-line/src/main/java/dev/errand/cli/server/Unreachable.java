package dev.errand.cli.server;

import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;

/** Nobody answered. */
public final class Unreachable extends CommandFailed {
  Unreachable(ExitCode exit, String message) {
    super(exit, message);
  }
}
