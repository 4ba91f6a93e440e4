package io.isomer.debezium;

import io.isomer.changelog.RowVersion;

/** Debezium's {@code source.sequence}: {@code ["<last commit's LSN>","<LSN>"]} as text. */
final class Sequence {

  private Sequence() {}

  /**
   * @throws IllegalArgumentException when the text is of another form
   */
  static RowVersion version(String sequence, int epoch) {
    int comma = sequence.indexOf(',');
    int end = sequence.length() - 1;
    if (comma < 0 || sequence.charAt(0) != '[' || sequence.charAt(end) != ']') {
      throw new IllegalArgumentException("not two positions in brackets");
    }
    String commitText = sequence.substring(1, comma).strip();
    long lsn = position(sequence.substring(comma + 1, end).strip());
    long commit = commitText.equals("null") ? lsn : position(commitText);
    return RowVersion.of(epoch, commit, lsn);
  }

  private static long position(String quoted) {
    int last = quoted.length() - 1;
    if (last < 2 || quoted.charAt(0) != '"' || quoted.charAt(last) != '"') {
      throw new IllegalArgumentException("not a quoted number: " + quoted);
    }
    return Long.parseLong(quoted, 1, last, 10);
  }
}
