package io.isomer.benchmarks.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs every benchmark with its defaults. */
@Command(
    name = "all",
    description = "Every benchmark with its defaults, one after the other; takes hours.",
    mixinStandardHelpOptions = true)
final class AllCommand implements Callable<Integer> {

  private static final List<String> STACK_BENCHMARKS =
      List.of("drain", "latency", "snapshot", "load", "parts");

  @Spec private CommandSpec spec;

  @Option(
      names = "--save",
      paramLabel = "DIRECTORY",
      arity = "0..1",
      fallbackValue = "",
      description = "as with each of them")
  private String directory;

  @Override
  public Integer call() {
    int worst = 0;
    for (String name : STACK_BENCHMARKS) {
      List<String> line = new ArrayList<>(List.of(name));
      if (directory != null) {
        line.add(directory.isEmpty() ? "--save" : "--save=" + directory);
      }
      worst = Math.max(worst, Bench.commandLine().execute(line.toArray(String[]::new)));
    }
    return Math.max(worst, spec.parent().commandLine().execute("micro"));
  }
}
