package io.isomer.control.verify;

import io.isomer.control.connect.Connector;
import io.isomer.control.kafka.CopiedOffsets;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.verify.CopyProgress;
import io.isomer.verify.SlotProgress;
import io.isomer.verify.database.Postgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The copy has passed a position when the connector's slot is confirmed to it, so that all before
 * is in Kafka, and the job has committed the ends that the topics had then.
 */
public final class PipelineProgress implements CopyProgress {

  private final StackAccess stack;
  private final CopyProgress slot;
  private final String group;
  private final List<String> topics;

  /**
   * @param group the job's consumer group
   */
  public PipelineProgress(StackAccess stack, Postgres postgres, Connector connector, String group) {
    this.stack = stack;
    this.slot = new SlotProgress(postgres, connector.slot(), Duration.ZERO);
    this.group = group;
    this.topics = connector.topics();
  }

  @Override
  public Barrier barrier() throws IOException, SQLException {
    return new PipelineBarrier(slot.barrier());
  }

  private final class PipelineBarrier implements Barrier {

    private final Barrier inKafka;
    private CopiedOffsets ends;

    PipelineBarrier(Barrier inKafka) {
      this.inKafka = inKafka;
    }

    @Override
    public boolean passed() throws IOException, SQLException {
      if (ends == null && inKafka.passed()) {
        ends = CopiedOffsets.at(stack, group, topics);
      }
      return ends != null && ends.reached();
    }

    @Override
    public String waitingFor() {
      return ends == null ? inKafka.waitingFor() : "the job's next checkpoint";
    }
  }
}
