package io.isomer.control.ddl;

import io.isomer.control.stack.SourceOption;
import io.isomer.control.stack.StackOption;
import io.isomer.testing.localstack.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the targets' DDL without running it. */
@Command(
    name = "ddl",
    description =
        "Prints the statements that create the ClickHouse tables and views of a pipeline, from"
            + " PostgreSQL's catalog; runs none of them.",
    mixinStandardHelpOptions = true)
public final class DdlCommand implements Callable<Integer> {

  @Mixin private StackOption stack;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the pipeline; default: the stack's")
  private Path config;

  @ArgGroup(exclusive = false, heading = "Another source than the stack's:%n")
  private SourceOption source;

  @Parameters(
      paramLabel = "TABLE",
      description = "schema.table, where * stands for anything; default: the pipeline's tables")
  private List<String> tables = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Path pipeline = config == null ? Installation.locate().pipelineConfig() : config;
    return source == null
        ? DdlProcess.pass(stack.access(), pipeline, tables)
        : DdlProcess.pass(source.url(), source.user(), pipeline, tables);
  }
}
