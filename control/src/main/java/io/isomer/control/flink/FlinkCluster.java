package io.isomer.control.flink;

import io.isomer.testing.localstack.access.FlinkAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A Flink session cluster, its command, and the files of the pipeline's job. */
public interface FlinkCluster extends FlinkAccess {

  /** The command line that runs Flink's own command with these arguments. */
  List<String> command(List<String> arguments) throws IOException;

  /** Variables that the command needs besides those of this process. */
  Map<String, String> commandEnvironment();

  /** A directory for the command's temporary files; it may be missing. */
  Path commandDirectory();

  Path checkpoints();

  Path savepoints();

  /** Where {@link JobStore} keeps its files. */
  Path jobDirectory();

  /** The job as the build makes it; it may be missing. */
  Path builtJar();

  /** The pipeline's configuration file. */
  Path pipelineFile();
}
