package io.isomer.debezium;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Short ASCII or UTF-8 texts that come again and again, such as field names: each is made a string
 * once. Which one came after which is remembered, as documents of one kind have their fields in the
 * same order: then one comparison of bytes is all there is to do.
 */
final class KnownTexts {

  private static final int FIRST_SLOTS = 32; // a power of two, as all that follow
  private static final int MAX_KNOWN = 2048;
  private static final int MAX_SIZE = 256;

  /** A text, with the two that came after it last. */
  private static final class Known {
    private final byte[] quoted; // with the quotation mark that ends it
    private final String text;
    private Known next;
    private Known other;

    Known(byte[] quoted, String text) {
      this.quoted = quoted;
      this.text = text;
    }

    boolean isAt(byte[] bytes, int from, int end) {
      int to = from + quoted.length;
      return to <= end && Arrays.equals(quoted, 0, quoted.length, bytes, from, to);
    }

    void follow(Known known) {
      if (next != known) {
        other = next;
        next = known;
      }
    }
  }

  private final Known start = new Known(new byte[0], "");
  private Known[] table = new Known[FIRST_SLOTS];
  private int known;
  private Known last = start;

  /** Begins a new document. */
  void restart() {
    last = start;
  }

  /**
   * The text that ends with the next quotation mark, if it is one that has come after the last one
   * before; else null.
   */
  String following(byte[] bytes, int from, int end) {
    Known candidate = last.next;
    if (candidate != null && !candidate.isAt(bytes, from, end)) {
      candidate = last.other;
      if (candidate != null && !candidate.isAt(bytes, from, end)) {
        candidate = null;
      }
    }
    if (candidate == null) {
      return null;
    }
    last = candidate;
    return candidate.text;
  }

  /** The number of bytes of the text that {@link #following} has returned. */
  int size() {
    return last.quoted.length - 1;
  }

  /** A text that has no escapes, and is followed by a quotation mark. */
  String of(byte[] bytes, int from, int to) {
    int size = to - from;
    if (size > MAX_SIZE) {
      return new String(bytes, from, size, StandardCharsets.UTF_8);
    }
    int slot = slot(bytes, from, to);
    Known found = table[slot];
    if (found == null) {
      String text = new String(bytes, from, size, StandardCharsets.UTF_8);
      if (known == MAX_KNOWN) {
        return text; // messages of somebody's making: what is known already stays
      }
      found = new Known(Arrays.copyOfRange(bytes, from, to + 1), text.intern());
      table[slot] = found;
      if (++known > table.length / 2) {
        grow();
      }
    }
    last.follow(found);
    last = found;
    return found.text;
  }

  /** Where the text stands in the table, or is to stand. */
  private int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 15) & table.length - 1;
    while (table[slot] != null && !table[slot].isAt(bytes, from, to + 1)) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  private void grow() {
    Known[] all = table;
    table = new Known[2 * all.length];
    for (Known each : all) {
      if (each != null) {
        table[slot(each.quoted, 0, each.quoted.length - 1)] = each;
      }
    }
  }
}
