package io.isomer.verify.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.isomer.verify.Outcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import picocli.CommandLine;

/** The command of the verifier's own jar. */
public final class VerifyMain {

  private VerifyMain() {}

  /** Ends with 0 for equal, 1 for different, 2 for what could not be compared. */
  public static void main(String[] args) {
    System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8));
    System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8));
    System.exit(execute(args));
  }

  /** As {@link #main}, without ending the JVM. */
  public static int execute(String... args) {
    return new CommandLine(new StandaloneVerifyCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              System.err.println(
                  "isomer-verify: "
                      + (failure.getMessage() == null ? failure : failure.getMessage()));
              return Outcome.UNKNOWN.ordinal();
            })
        .execute(args);
  }
}
