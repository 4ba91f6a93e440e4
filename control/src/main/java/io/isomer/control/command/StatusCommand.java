package io.isomer.control.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.isomer.control.stack.Stack;
import io.isomer.control.stack.StackOption;
import io.isomer.control.terminal.Terminal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what runs. */
@Command(
    name = "status",
    description = "Shows parts, addresses, connectors, the job, its last checkpoint and lag.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  /** How the status is printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Mixin private StackOption stack;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json; default: ${DEFAULT-VALUE}")
  private Format format;

  @Override
  public Integer call() throws Exception {
    Stack chosen = stack.chosen();
    PipelineStatus pipeline = PipelineStatus.read(chosen.access());
    if (format == Format.JSON) {
      ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      System.out.println(
          json.writeValueAsString(Map.of("stack", chosen.parts(), "pipeline", pipeline)));
    } else {
      chosen.printParts();
      Terminal terminal = new Terminal();
      terminal.line("");
      pipeline.lines().forEach(terminal::line);
    }
    return 0;
  }
}
