package io.isomer.control.supervisor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.isomer.testing.localstack.PartName;

/**
 * One line from the supervisor to the command that waits for it.
 *
 * @param part null when the event is not about one part
 * @param seconds since the stack's start; 0 unless ready
 * @param message for people; empty when there is nothing to say
 */
public record SupervisorEvent(Kind kind, PartName part, double seconds, String message) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What has happened. */
  public enum Kind {
    READY,
    PROGRESS,
    FAILED
  }

  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written: " + this, e);
    }
  }

  static SupervisorEvent parse(String line) throws JsonProcessingException {
    return JSON.readValue(line, SupervisorEvent.class);
  }
}
