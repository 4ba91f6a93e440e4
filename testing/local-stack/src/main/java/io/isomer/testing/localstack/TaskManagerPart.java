package io.isomer.testing.localstack;

import java.io.IOException;
import java.util.UUID;

/**
 * The TaskManager, where the job runs. Ready when the JobManager has its slots.
 *
 * <p>Heap, direct memory and metaspace here and the memory plan in {@code config.yaml} are one
 * calculation: heap = framework + task heap; direct = framework and task off-heap + network.
 */
public final class TaskManagerPart extends ProcessPart {

  private String resourceId = "";

  public TaskManagerPart(StackConfig config) {
    super(PartName.TASKMANAGER, config);
  }

  @Override
  Command command() throws IOException {
    // a name per start: the slots of a killed predecessor stay listed until its heartbeat times out
    resourceId = "taskmanager-" + UUID.randomUUID();
    return new Command(
        FlinkConfiguration.open(JavaCommand.steady())
            .with(
                "-Xmx1024m",
                "-Xmn704m",
                "-XX:MaxDirectMemorySize=352m",
                "-XX:MaxMetaspaceSize=512m")
            .with("-Dlog.file=" + log())
            .logging(directory())
            .temporaryFilesIn(directory())
            .main(
                config.installation().classPath("flink"),
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                "--configDir",
                FlinkConfiguration.directory(config).toString(),
                "-Dtaskmanager.resource-id=" + resourceId),
        FlinkConfiguration.environment(config));
  }

  @Override
  boolean serves() throws IOException {
    return Http.get(config.flinkUrl() + "/taskmanagers").body().contains(resourceId);
  }

  @Override
  public String address() {
    return FlinkConfiguration.SLOTS + " slots";
  }
}
