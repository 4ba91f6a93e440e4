package io.isomer.debezium.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Caches short strings such as field names. It predicts the next one from the last order seen, so
 * that a match costs one byte comparison, which includes the punctuation.
 */
final class SymbolTable {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_SLOTS = 32; // a power of two, as all later sizes
  private static final int MAX_KNOWN = 2048;
  private static final int MAX_SIZE = 256;

  /** A text and its last two different successors. */
  private static final class Symbol {
    private final byte[] field; // ,"text":
    private final String text;
    private Symbol next;
    private Symbol other;

    Symbol(byte[] field, String text) {
      this.field = field;
      this.text = text;
    }

    void follow(Symbol symbol) {
      if (next != symbol) {
        other = next;
        next = symbol;
      }
    }
  }

  private final Symbol start = new Symbol(new byte[0], "");
  private Symbol[] table = new Symbol[FIRST_SLOTS];
  private int count;
  private Symbol last = start;

  /** Starts a new document. */
  void restart() {
    last = start;
  }

  /**
   * Whether the next field is a known successor of the last one, without white space.
   *
   * @param from position of the comma, or for an object's first field, of its quotation mark
   */
  boolean isNextField(byte[] bytes, int from, int end, boolean first) {
    int skipped = first ? 1 : 0;
    Symbol candidate = last.next;
    if (candidate == null || !isField(candidate, bytes, from, end, skipped)) {
      candidate = last.other;
      if (candidate == null || !isField(candidate, bytes, from, end, skipped)) {
        return false;
      }
    }
    last = candidate;
    return true;
  }

  private static boolean isField(Symbol candidate, byte[] bytes, int from, int end, int skipped) {
    return isAt(candidate.field, skipped, candidate.field.length, bytes, from, end);
  }

  /** Whether the bytes at {@code from} are {@code text} from {@code at} to {@code to}. */
  private static boolean isAt(byte[] text, int at, int to, byte[] bytes, int from, int end) {
    int size = to - at;
    if (size > end - from) {
      return false;
    }
    if (size < Long.BYTES) {
      for (int i = 0; i < size; i++) {
        if (text[at + i] != bytes[from + i]) {
          return false;
        }
      }
      return true;
    }
    int last = size - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) LONG.get(text, at + i) != (long) LONG.get(bytes, from + i)) {
        return false;
      }
    }
    return (long) LONG.get(text, at + last) == (long) LONG.get(bytes, from + last);
  }

  /** The name of the field that {@link #isNextField} found. */
  String text() {
    return last.text;
  }

  /** The size of {@code "text":}, for the field that {@link #isNextField} found. */
  int fieldSize() {
    return last.field.length - 1;
  }

  /** The string for a text without escapes. */
  String of(byte[] bytes, int from, int to) {
    int size = to - from;
    if (size > MAX_SIZE) {
      return new String(bytes, from, size, StandardCharsets.UTF_8);
    }
    if (last.next != null && isText(last.next, bytes, from, to)) {
      last = last.next;
      return last.text;
    }
    int slot = slot(bytes, from, to);
    Symbol found = table[slot];
    if (found == null) {
      String text = new String(bytes, from, size, StandardCharsets.UTF_8);
      if (count == MAX_KNOWN) {
        return text; // too many different texts: keep the first ones
      }
      found = new Symbol((",\"" + text + "\":").getBytes(StandardCharsets.UTF_8), text.intern());
      table[slot] = found;
      if (++count > table.length / 2) {
        grow();
      }
    }
    last.follow(found);
    last = found;
    return found.text;
  }

  /** The text's slot in the table, which may be free. */
  private int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 15) & table.length - 1;
    while (table[slot] != null && !isText(table[slot], bytes, from, to)) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  private static boolean isText(Symbol symbol, byte[] bytes, int from, int to) {
    int end = symbol.field.length - 2;
    return end - 2 == to - from && isAt(symbol.field, 2, end, bytes, from, to);
  }

  private void grow() {
    Symbol[] all = table;
    table = new Symbol[2 * all.length];
    for (Symbol each : all) {
      if (each != null) {
        table[slot(each.field, 2, each.field.length - 2)] = each;
      }
    }
  }
}
