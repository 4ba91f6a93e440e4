package io.isomer.benchmarks.cli;

import io.isomer.benchmarks.data.RecordedFile;
import io.isomer.benchmarks.data.RecordedTable;
import io.isomer.benchmarks.data.Recorder;
import io.isomer.benchmarks.drain.DrainVariant;
import io.isomer.testing.localstack.Installation;
import io.isomer.testing.localstack.LocalStack;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Records anew the messages that come with the benchmarks. */
@Command(
    name = "record",
    description = "Records anew, by a real connector, the messages that micro and tests use.",
    mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {

  private static final String RESOURCES = "benchmarks/src/main/resources/io/isomer/benchmarks/data";

  @Override
  public Integer call() throws Exception {
    Path directory = Installation.locate().home().resolve(RESOURCES);
    try (LocalStack stack = LocalStack.temporary().start()) {
      for (RecordedTable recorded :
          new Recorder(stack.config()).record(DrainVariant.allTables()).values()) {
        RecordedFile.write(directory, recorded);
      }
    }
    System.out.println("recorded into " + directory);
    return 0;
  }
}
