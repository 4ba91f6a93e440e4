package io.isomer.debezium.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Short texts that come again and again, such as field names: each is made a string once. Which one
 * came after which is remembered, as documents of one kind have their fields in the same order:
 * then one comparison of bytes is all there is to do, punctuation included.
 */
final class SymbolTable {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIRST_SLOTS = 32; // a power of two, as all that follow
  private static final int MAX_KNOWN = 2048;
  private static final int MAX_SIZE = 256;

  /** A text, with the two that came after it last. */
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

  /** Begins a new document. */
  void restart() {
    last = start;
  }

  /**
   * Whether a field comes next that has come after the last one before, without any white space.
   *
   * @param from where the comma stands, or for an object's first field its quotation mark
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

  /** Whether {@code text} from {@code at} to {@code to} stands in the bytes. */
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

  /** The text of the field that {@link #isNextField} has found. */
  String text() {
    return last.text;
  }

  /** The size of {@code "text":}, of the field that {@link #isNextField} has found. */
  int fieldSize() {
    return last.field.length - 1;
  }

  /** A text without escapes, between quotation marks. */
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
        return text; // messages of somebody's making: what is count already stays
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

  /** Where the text stands in the table, or is to stand. */
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
