package io.isomer.stack.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.isomer.stack.StackConfig;
import io.isomer.stack.supervisor.StackState;
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
final class StatusCommand implements Callable<Integer> {

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
    StackState state = stack.running();
    StackConfig config = stack.config(state.ports());
    PipelineStatus pipeline = PipelineStatus.read(config);
    if (format == Format.JSON) {
      ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      System.out.println(json.writeValueAsString(Map.of("stack", state, "pipeline", pipeline)));
    } else {
      Terminal terminal = new Terminal();
      new StackTable(state).print(terminal);
      terminal.line("");
      pipeline.lines().forEach(terminal::line);
    }
    return 0;
  }
}
