package io.isomer.testing.localstack;

import io.isomer.testing.processes.Ports;
import java.io.IOException;

/** The JobManager of a Flink session cluster, with REST interface and dashboard. */
public final class JobManagerPart extends ProcessPart {

  private final int rpcPort;

  /** Takes a free port for the TaskManager to reach it by. */
  public JobManagerPart(StackConfig config) throws IOException {
    super(PartName.JOBMANAGER, config);
    this.rpcPort = Ports.free();
    FlinkConfiguration.write(config, rpcPort);
  }

  @Override
  Command command() throws IOException {
    return new Command(
        FlinkConfiguration.open(JavaCommand.light())
            .with("-Xmx448m", "-XX:MaxMetaspaceSize=256m", "-Dlog.file=" + log())
            .logging(directory())
            .temporaryFilesIn(directory())
            .main(
                config.installation().classPath("flink"),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                "--configDir",
                FlinkConfiguration.directory(config).toString(),
                "--executionMode",
                "cluster"),
        FlinkConfiguration.environment(config));
  }

  @Override
  boolean serves() throws IOException {
    return Http.get(config.flinkUrl() + "/overview").ok();
  }

  @Override
  public String address() {
    return config.flinkUrl();
  }
}
