package io.isomer.verify;

import java.util.Collection;

/** What a comparison has shown; its number is the command's exit code. */
public enum Outcome {
  EQUAL,
  DIFFERENT,
  /** Something could not be compared. */
  UNKNOWN;

  /** Of several tables: a difference is a fact, whatever else could not be found out. */
  public static Outcome of(Collection<TableResult> results) {
    Outcome all = EQUAL;
    for (TableResult result : results) {
      if (result.outcome() == DIFFERENT) {
        return DIFFERENT;
      }
      all = result.outcome() == UNKNOWN ? UNKNOWN : all;
    }
    return all;
  }
}
