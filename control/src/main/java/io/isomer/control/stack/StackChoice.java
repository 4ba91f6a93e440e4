package io.isomer.control.stack;

import java.nio.file.Path;

/** The options of the whole command that choose the kind of stack. */
public interface StackChoice {

  /** Whether the stack is the one of {@code docker-compose.yml}. */
  boolean compose();

  /** The compose stack's variables; null where no file is named. */
  Path envFile();
}
