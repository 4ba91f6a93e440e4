package io.isomer.control.command;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.stack.StackOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives dead letters to the job once more. */
@Command(
    name = "replay",
    description = {
      "Sends the original messages to their topics once more.",
      "Rows keep their newest version, so that neither order nor repetition matters."
    },
    mixinStandardHelpOptions = true)
final class DeadLettersReplayCommand implements Callable<Integer> {

  @Mixin private StackOption stack;
  @Mixin private DeadLettersOption deadLetters;

  @ArgGroup(multiplicity = "1")
  private Chosen chosen;

  /** Some, or all. */
  private static final class Chosen {
    @Parameters(
        arity = "1..*",
        paramLabel = "NUMBER",
        description = "as 'isomer dead-letters list' tells it")
    private List<Long> numbers = List.of();

    @Option(names = "--all", required = true, description = "all dead letters")
    private boolean all;
  }

  @Override
  public Integer call() throws Exception {
    DeadLetterTopic topic = deadLetters.topic(stack);
    List<DeadLetter> letters = topic.read();
    List<DeadLetter> replayed =
        chosen.all ? letters : DeadLettersOption.numbered(letters, chosen.numbers);
    topic.replay(replayed);
    System.out.println(
        replayed.size() == 1
            ? "1 message sent to its topic."
            : replayed.size() + " messages sent to their topics.");
    return 0;
  }
}
