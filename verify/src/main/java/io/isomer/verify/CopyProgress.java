package io.isomer.verify;

import java.io.IOException;
import java.sql.SQLException;

/** Reports when the copy holds everything that the source had committed at a moment. */
public interface CopyProgress {

  /** Marks the source's position: everything visible now is before the barrier. */
  Barrier barrier() throws IOException, SQLException;

  /** A position that the copy passes later. */
  interface Barrier {

    /** Whether the copy holds all that is before it. Once true, it stays true. */
    boolean passed() throws IOException, SQLException;

    /** What it still waits for, as text for a user. */
    String waitingFor();
  }
}
