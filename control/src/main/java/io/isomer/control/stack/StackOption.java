package io.isomer.control.stack;

import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which stack a command is about. */
public final class StackOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      description = "where the stack's data and logs are; default: .isomer beside this command")
  private Path directory;

  /** The stack that the command line names. */
  public Stack chosen() {
    StackChoice isomer = (StackChoice) command.root().userObject();
    if (!isomer.compose()) {
      Path chosen = directory == null ? Installation.locate().home().resolve(".isomer") : directory;
      return new LocalProcesses(chosen.toAbsolutePath().normalize());
    }
    if (directory != null) {
      throw new ParameterException(
          command.commandLine(), "--dir is for the local stack; containers keep data in volumes");
    }
    return new Containers(Optional.ofNullable(isomer.envFile()));
  }

  /** The way into a stack that runs. */
  public StackAccess access() throws IOException {
    return chosen().access();
  }
}
