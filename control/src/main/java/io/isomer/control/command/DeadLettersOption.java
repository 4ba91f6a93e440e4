package io.isomer.control.command;

import io.isomer.control.deadletter.DeadLetter;
import io.isomer.control.deadletter.DeadLetterTopic;
import io.isomer.control.stack.CliException;
import io.isomer.control.stack.StackOption;
import io.isomer.testing.localstack.StackAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which dead letters a command is about. */
final class DeadLettersOption {

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "the dead letters' topic; default: what pipeline.yaml says")
  private String topic;

  DeadLetterTopic topic(StackOption stack) throws IOException {
    StackAccess access = stack.access();
    return new DeadLetterTopic(access, topic == null ? configured(access) : topic);
  }

  private static String configured(StackAccess access) throws IOException {
    Path file = access.installation().pipelineConfig();
    return DeadLetterTopic.configured(file)
        .orElseThrow(
            () -> new CliException(file + " sets no dead-letters.topic: name one with --topic"));
  }

  /** The letters with these numbers, in their order. */
  static List<DeadLetter> numbered(List<DeadLetter> letters, List<Long> numbers) {
    Map<Long, DeadLetter> byNumber =
        letters.stream().collect(Collectors.toMap(DeadLetter::number, Function.identity()));
    List<DeadLetter> chosen = new ArrayList<>();
    for (Long number : numbers) {
      DeadLetter letter = byNumber.get(number);
      if (letter == null) {
        throw new CliException(
            "there is no dead letter " + number + ": 'isomer dead-letters list' tells which are");
      }
      chosen.add(letter);
    }
    return chosen;
  }
}
