package io.isomer.debezium.envelope;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.debezium.json.JsonReader;
import io.isomer.targetformat.RowVersion;

/**
 * Debezium's {@code source.sequence}, the text {@code ["<last commit's LSN>","<LSN>"]}. The first
 * LSN is null in the first transaction after a snapshot. The LSN of the change replaces it.
 */
record Sequence(long commit, long lsn) {

  private static final int MAX_DIGITS = 18;
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /**
   * @throws IllegalArgumentException when the text has another form
   */
  static Sequence parse(String sequence) {
    int comma = sequence.indexOf(',');
    int end = sequence.length() - 1;
    if (comma < 0 || sequence.charAt(0) != '[' || sequence.charAt(end) != ']') {
      throw new IllegalArgumentException("not two positions in brackets");
    }
    String commitText = sequence.substring(1, comma).strip();
    long lsn = position(sequence.substring(comma + 1, end).strip());
    long commit = commitText.equals("null") ? lsn : position(commitText);
    return new Sequence(commit, lsn);
  }

  /** The parser's current value; null when it has another form. */
  static Sequence read(JsonReader parser) {
    Reader reader = new Reader();
    return reader.read(parser) ? reader.sequence() : null;
  }

  private static long position(String quoted) {
    int last = quoted.length() - 1;
    if (last < 2 || quoted.charAt(0) != '"' || quoted.charAt(last) != '"') {
      throw new IllegalArgumentException("not a quoted number: " + quoted);
    }
    return Long.parseLong(quoted, 1, last, 10);
  }

  /**
   * @throws IllegalArgumentException when a position is out of range
   */
  RowVersion version(int epoch) {
    return RowVersion.of(epoch, commit, lsn);
  }

  @Override
  public String toString() {
    return "[\"" + commit + "\",\"" + lsn + "\"]";
  }

  /** Reads sequences in the form of a JSON string, with escaped quotation marks. */
  static final class Reader {

    private long commit;
    private long lsn;
    private byte[] bytes;
    private int at;
    private int end;

    /**
     * Reads a sequence.
     *
     * @return the position after it; -1 for any other form, which {@link #parse} reads or rejects
     */
    int read(byte[] message, int from, int to) {
      bytes = message;
      at = from;
      end = to;
      int after = read();
      bytes = null; // the array may contain many other messages
      return after;
    }

    private int read() {
      if (!passes('[')) {
        return -1;
      }
      boolean noCommit = passesNull();
      commit = noCommit ? 0 : position();
      lsn = passes(',') ? position() : -1;
      commit = noCommit ? lsn : commit;
      return commit >= 0 && lsn >= 0 && passes(']') ? at : -1;
    }

    /** Reads the parser's current value; false when it has another form. */
    boolean read(JsonReader parser) {
      return parser.currentToken() == JsonToken.VALUE_STRING
          && read(parser.bytes(), parser.textStart(), parser.textEnd()) == parser.textEnd();
    }

    /** The sequence that was read. */
    Sequence sequence() {
      return new Sequence(commit, lsn);
    }

    private boolean passes(char expected) {
      return at < end && bytes[at++] == expected;
    }

    private boolean passesNull() {
      for (int i = 0; i < NULL.length; i++) {
        if (at + i >= end || bytes[at + i] != NULL[i]) {
          return false;
        }
      }
      at += NULL.length;
      return true;
    }

    /** A number between escaped quotation marks; -1 for any other text. */
    private long position() {
      if (!passes('\\') || !passes('"')) {
        return -1;
      }
      long value = 0;
      int start = at;
      while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
        value = 10 * value + bytes[at++] - '0';
      }
      int digits = at - start;
      return digits > 0 && digits <= MAX_DIGITS && passes('\\') && passes('"') ? value : -1;
    }
  }
}
