package io.isomer.control.flink;

import java.io.IOException;
import java.util.stream.Collectors;

/** Flink's command has failed; the message has the innermost cause that it printed. */
public final class FlinkCommandException extends IOException {

  private static final long serialVersionUID = 1;
  private static final String CAUSE = "Caused by: ";

  private final int exitCode;
  private final String output;

  /**
   * @param command what was run, such as {@code flink run}
   * @param result what it has printed
   */
  FlinkCommandException(String command, FlinkCli.Result result) {
    this(command, result.exitCode(), result.output());
  }

  private FlinkCommandException(String command, int exitCode, String output) {
    super(command + " ended with exit code " + exitCode + ":\n" + reason(output));
    this.exitCode = exitCode;
    this.output = output;
  }

  /** The same failure of a command that is described in other words. */
  FlinkCommandException of(String command) {
    return new FlinkCommandException(command, exitCode, output);
  }

  /** All that the command has printed. */
  public String output() {
    return output;
  }

  /** The innermost cause, which may have several lines; Flink's own log has the whole of it. */
  private static String reason(String output) {
    String text =
        output
            .lines()
            .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
            .filter(line -> !line.isBlank())
            .collect(Collectors.joining("\n"));
    int cause = text.lastIndexOf(CAUSE);
    return cause < 0 ? text : text.substring(cause + CAUSE.length());
  }
}
