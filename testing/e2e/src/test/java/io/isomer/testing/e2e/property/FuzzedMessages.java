package io.isomer.testing.e2e.property;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sends damaged messages among sound ones through a job, and looks what became of each. */
public final class FuzzedMessages {

  private static final int POISONS = 400;
  private static final Duration LIMIT = Duration.ofSeconds(120);

  private final PropertyPipeline pipeline;
  private final FuzzedTopic topic;

  private FuzzedMessages(StackConfig config, PropertyPipeline pipeline) throws IOException {
    this.pipeline = pipeline;
    String name = pipeline.name() + ".public.fuzz";
    pipeline.createTopic(name, 2);
    this.topic =
        new FuzzedTopic(
            config, name, pipeline.name() + ".`public.fuzz`", pipeline.deadLetterTopic());
  }

  /**
   * Runs it.
   *
   * @throws AssertionError naming the seed, what was done to a message and what became of it
   */
  public static void run(StackConfig config, long seed) throws Exception {
    System.out.printf("fuzzed messages, -Disomer.seed=%d%n", seed);
    String name = "fuzz_" + Long.toHexString(System.currentTimeMillis());
    try (PropertyPipeline pipeline = new PropertyPipeline(config, name)) {
      FuzzedMessages run = new FuzzedMessages(config, pipeline);
      Random random = new Random(seed);
      run.topic.send(random, POISONS);
      run.topic.sendLarge(random);
      run.await(seed);
    }
  }

  private void await(long seed) throws IOException {
    List<String> wrong = new ArrayList<>();
    try {
      Await.until(
          "every message to be a row or a dead letter",
          LIMIT,
          () -> {
            String failure = pipeline.failure();
            if (!failure.isEmpty()) {
              throw new Await.AbortedException("the job has failed: " + failure);
            }
            wrong.clear();
            wrong.addAll(topic.wrong());
            return wrong.isEmpty();
          });
    } catch (RuntimeException e) {
      throw new AssertionError(
          "seed "
              + seed
              + ": "
              + e.getMessage()
              + "\n"
              + String.join("\n", wrong.stream().limit(10).toList()),
          e);
    }
    Map<String, Integer> letters = topic.lettersByDamage();
    if (letters.values().stream().mapToInt(Integer::intValue).sum()
        != pipeline.deadLetters().stream().map(DeadLetter::place).distinct().count()) {
      throw new AssertionError("seed " + seed + ": letters that were sent twice: " + letters);
    }
    System.out.printf(
        "fuzzed messages: %d sent; dead letters by damage: %s%n", topic.size(), letters);
  }
}
