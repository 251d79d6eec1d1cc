package dev.errand.cli;

import dev.errand.cli.desk.Desk;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import dev.errand.cli.shell.Surroundings;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;

/** Puts the commands together, and says what went wrong. */
final class CommandLines {
  private static final int WIDTH = 100;

  private CommandLines() {}

  static CommandLine of(Surroundings surroundings) {
    Desk desk = new Desk(surroundings);
    CommandLine commands = new CommandLine(Errand.class, new AtADesk(desk));
    commands.setOut(new PrintWriter(surroundings.streams().out(), true));
    commands.setErr(new PrintWriter(surroundings.streams().err(), true));
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setUsageHelpWidth(surroundings.columns().orElse(WIDTH));
    commands.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    // --data @file is ours.
    commands.setExpandAtFiles(false);
    commands.setParameterExceptionHandler((failure, arguments) -> wrongUsage(failure, desk));
    commands.setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, desk));
    return commands;
  }

  private static int wrongUsage(ParameterException failure, Desk desk) {
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    desk.paper().talk("errand: " + failure.getMessage());
    desk.paper().talk(command + " --help tells how to use it");
    return ExitCode.USAGE.number();
  }

  private static int failed(Exception failure, Desk desk) throws Exception {
    if (failure instanceof CommandFailed told) {
      desk.paper().talk("errand: " + told.text());
      return told.exit().number();
    }
    throw failure; // a bug: its trace is for those who mend it
  }

  /** Gives each command its desk. */
  private record AtADesk(Desk desk) implements IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (constructor.getParameterCount() == 1
            && constructor.getParameterTypes()[0] == Desk.class) {
          constructor.setAccessible(true);
          return type.cast(constructor.newInstance(desk));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
