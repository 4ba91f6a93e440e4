package io.isomer.testing.e2e.chaos;

import io.isomer.control.connect.Connector;
import io.isomer.control.flink.FlinkRest;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds out whether somebody would have to lend a hand. */
final class JobCheck {

  private final StackConfig config;
  private final FlinkRest flink;

  JobCheck(StackConfig config) {
    this.config = config;
    this.flink = new FlinkRest(config);
  }

  /**
   * A job that restarts is well.
   *
   * @throws Await.AbortedException when the job has failed for good
   */
  void refuseEndedJob() {
    try {
      for (FlinkRest.Job job : flink.jobs()) {
        if (job.name().equals(ChaosStack.JOB) && !job.active()) {
          throw new Await.AbortedException(
              "the job is " + job.state() + ": " + flink.failure(job.id()));
        }
      }
    } catch (IOException e) { // the JobManager is down: its jobs are not known
      return;
    }
  }

  /** What does not run: the job, the connector of the shipped settings, or its task. */
  List<String> idle(String randomFailure) throws IOException {
    List<String> idle = new ArrayList<>();
    if (flink.activeJob(ChaosStack.JOB).isEmpty()) {
      idle.add("no job runs");
    }
    Connector connector = Connector.in(config.installation().connectors()).get(0);
    List<String> states = connector.states(config);
    if (states.size() != 2 || !states.stream().allMatch("RUNNING"::equals)) {
      idle.add("connector " + connector.name() + ": " + states + connector.failure(config));
    }
    if (!randomFailure.isEmpty()) {
      idle.add("connector of the random tables: " + randomFailure);
    }
    return idle;
  }
}
