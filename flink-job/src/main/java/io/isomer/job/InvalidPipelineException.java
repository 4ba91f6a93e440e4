package io.isomer.job;

import java.util.List;

/** The pipeline cannot start as it is described; the message lists everything that is wrong. */
public final class InvalidPipelineException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * @param problems at least one, each in words that say what to do
   */
  public InvalidPipelineException(List<String> problems) {
    // no stack trace: the message is for whoever wrote the options, not for whoever wrote the job
    super(message(problems), null, false, false);
  }

  private static String message(List<String> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return "The pipeline cannot start: "
        + count
        + "\n  - "
        + String.join("\n  - ", problems)
        + "\n";
  }
}
