package io.isomer.debezium.envelope;

import com.fasterxml.jackson.core.JsonToken;
import io.isomer.debezium.json.JsonNumber;
import io.isomer.debezium.json.JsonReader;
import io.isomer.debezium.json.MalformedMessageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A template of what follows the rows in the envelopes of one table: {@code source}, {@code op} and
 * times. Messages differ there in little more than numbers. So a message is compared with the
 * template byte by byte, and only numbers, {@code sequence} and the letter of {@code op} are
 * parsed. A message that does not match is read field by field.
 */
public final class SourceTemplate {

  private static final byte[] START = "{\"source\":".getBytes(StandardCharsets.US_ASCII);

  /** Values that differ from message to message. */
  private enum Kind {
    COMMITTED_AT,
    NUMBER,
    SEQUENCE,
    OP
  }

  /** What was read of a message. */
  record Tail(SourceBlock source, String op) {}

  private final JsonNumber number = new JsonNumber();
  private final Sequence.Reader sequence = new Sequence.Reader();
  private SourceBlock learned = SourceBlock.NONE;
  private byte[][] literals = {}; // the bytes before each value that differs, and at the end
  private Kind[] kinds = {};
  private int misses;

  /**
   * Reads from the start of {@code source} to the end of the envelope.
   *
   * @return null when the message does not match the template; the reader's position is unchanged
   *     then
   */
  Tail read(JsonReader reader) throws MalformedMessageException {
    if (literals.length == 0) {
      return null;
    }
    byte[] bytes = reader.bytes();
    int end = reader.end();
    number.startMessage(reader.start());
    int at = reader.tokenStart();
    long committedAt = 0;
    byte op = 0;
    for (int i = 0; i < kinds.length; i++) {
      at = passLiteral(i, bytes, at, end);
      if (at < 0 || at >= end) {
        return null;
      }
      switch (kinds[i]) {
        case SEQUENCE -> at = sequence.read(bytes, at, end);
        case OP -> op = bytes[at++];
        default -> {
          at = passInteger(bytes, at, end);
          committedAt = kinds[i] == Kind.COMMITTED_AT ? number.longValue() : committedAt;
        }
      }
      if (at < 0) {
        return null;
      }
    }
    at = passLiteral(kinds.length, bytes, at, end);
    String letter = at < 0 ? null : op(op);
    if (letter == null) {
      return null;
    }
    misses = 0;
    reader.leaveObject(at - 1); // the last literal includes the end of the envelope
    return new Tail(learned.at(sequence.sequence(), committedAt), letter);
  }

  private int passLiteral(int i, byte[] bytes, int at, int end) {
    byte[] literal = literals[i];
    int after = at + literal.length;
    return after <= end && Arrays.equals(literal, 0, literal.length, bytes, at, after) ? after : -1;
  }

  private int passInteger(byte[] bytes, int at, int end) throws MalformedMessageException {
    if (bytes[at] < '0' || bytes[at] > '9') {
      return -1;
    }
    int after = number.read(bytes, at, end);
    return number.isInteger() && number.isLong() ? after : -1;
  }

  private static String op(byte letter) {
    return switch (letter) {
      case 'c' -> "c";
      case 'u' -> "u";
      case 'd' -> "d";
      case 'r' -> "r";
      default -> null;
    };
  }

  /**
   * Makes a template of a message that was read field by field. After repeated misses it does so at
   * growing intervals.
   *
   * @param from start of the value of {@code source}
   * @param to position after the last field of the envelope
   * @param source the message's source
   */
  void learn(byte[] bytes, int from, int to, SourceBlock source) throws IOException {
    if (Integer.bitCount(++misses) > 1) {
      return;
    }
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    document.writeBytes(START);
    document.write(bytes, from, to - from);
    document.write('}');
    new Learner(document.toByteArray()).learn();
    learned = source;
  }

  /** Splits an envelope without rows into literals and the values between them. */
  private final class Learner {

    private final byte[] document;
    private final JsonReader reader;
    private final List<byte[]> before = new ArrayList<>();
    private final List<Kind> found = new ArrayList<>();
    private int start = START.length;

    Learner(byte[] document) {
      this.document = document;
      this.reader = new JsonReader(document);
    }

    void learn() throws IOException {
      literals = new byte[0][];
      reader.nextToken();
      reader.nextFieldName();
      reader.nextToken();
      for (String name = reader.nextFieldName(); name != null; name = reader.nextFieldName()) {
        reader.nextToken();
        switch (name) {
          case "schema", "table", "snapshot" -> reader.skipChildren(); // part of a literal
          case "ts_ms" -> find(Kind.COMMITTED_AT, false);
          default -> find(Kind.NUMBER, name.equals("sequence"));
        }
      }
      for (String name = reader.nextFieldName(); name != null; name = reader.nextFieldName()) {
        reader.nextToken();
        if (name.equals("op")
            && reader.currentToken() == JsonToken.VALUE_STRING
            && reader.position() - reader.tokenStart() == 3) {
          add(Kind.OP, reader.tokenStart() + 1, reader.position() - 1);
        } else if (name.equals("before") || name.equals("after")) {
          return; // a row: cannot be a literal
        } else {
          find(Kind.NUMBER, false);
        }
      }
      before.add(Arrays.copyOfRange(document, start, document.length));
      if (found.contains(Kind.OP)
          && found.contains(Kind.SEQUENCE)
          && found.contains(Kind.COMMITTED_AT)) {
        kinds = found.toArray(Kind[]::new);
        literals = before.toArray(byte[][]::new);
      }
    }

    private void find(Kind kind, boolean sequence) throws IOException {
      if (sequence && new Sequence.Reader().read(reader)) {
        add(Kind.SEQUENCE, reader.tokenStart() + 1, reader.position() - 1);
      } else if (reader.isLong()) {
        add(kind, reader.tokenStart(), reader.position());
      } else {
        reader.skipChildren();
      }
    }

    private void add(Kind kind, int from, int to) {
      found.add(kind);
      before.add(Arrays.copyOfRange(document, start, from));
      start = to;
    }
  }
}
