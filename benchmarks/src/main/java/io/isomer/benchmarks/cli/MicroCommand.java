package io.isomer.benchmarks.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures single methods, with JMH. */
@Command(
    name = "micro",
    description = "Decoder, encoder and routing hash alone, with JMH; starts no servers.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MicroCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      defaultValue = "io.isomer.*Benchmark",
      description = "a regular expression over the benchmarks' names; default: all")
  private String pattern;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "2",
      description = "JVMs for each, one after the other; default: ${DEFAULT-VALUE}")
  private int forks;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "of each iteration, of which there are 3 to warm up and 5; default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(names = "--json", paramLabel = "FILE", description = "also writes JMH's JSON there")
  private Path json;

  @Override
  public Integer call() throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(pattern)
            .forks(forks)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(seconds))
            .shouldFailOnError(true);
    if (json != null) {
      Files.createDirectories(json.toAbsolutePath().getParent());
      options.resultFormat(ResultFormatType.JSON).result(json.toString());
    }
    new Runner(options.build()).run();
    return 0;
  }
}
