package io.isomer.changelog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the values of a row one after the other: a mark, then for a present value its bytes in the
 * form that its {@link ColumnKind} names. One writer is used for many rows.
 */
public final class RowWriter {

  /** The value is NULL. */
  public static final byte NULL = 0;

  /** The value follows. */
  public static final byte VALUE = 1;

  /** PostgreSQL did not send the value, because the update left it alone (TOAST). */
  public static final byte UNAVAILABLE = 2;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
  private byte[] buffer = new byte[512];
  private int length;
  private boolean unavailable;

  /** Forgets what was written. */
  public void reset() {
    length = 0;
    unavailable = false;
  }

  /** Forgets what was written from {@code position} on. */
  public void truncate(int position) {
    length = position;
  }

  /** Whether what was written from {@code position} on is all that the other writer wrote. */
  public boolean endsWith(RowWriter other, int position) {
    return length - position == other.length
        && Arrays.equals(buffer, position, length, other.buffer, 0, other.length);
  }

  public int length() {
    return length;
  }

  /** Whether a value was marked {@link #UNAVAILABLE} since the last reset. */
  public boolean hasUnavailable() {
    return unavailable;
  }

  /** What was written so far, as a copy. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, length);
  }

  /** Writes one of the marks {@link #NULL}, {@link #VALUE} and {@link #UNAVAILABLE}. */
  public void writeMark(byte mark) {
    ensure(1);
    buffer[length++] = mark;
    unavailable |= mark == UNAVAILABLE;
  }

  public void writeBoolean(boolean value) {
    ensure(1);
    buffer[length++] = (byte) (value ? 1 : 0);
  }

  public void writeLong(long value) {
    ensure(8);
    LONG.set(buffer, length, value);
    length += 8;
  }

  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  public void writeBytes(byte[] value) {
    writeInt(value.length);
    writeRaw(value, 0, value.length);
  }

  public void writeText(String value) throws CharacterCodingException {
    writeText(value.toCharArray(), 0, value.length());
  }

  /**
   * Writes characters as UTF-8.
   *
   * @throws CharacterCodingException for half of a surrogate pair, which no database text holds
   */
  public void writeText(char[] chars, int offset, int count) throws CharacterCodingException {
    int start = beginSized();
    ensure(Math.multiplyExact(count, 3));
    ByteBuffer target = ByteBuffer.wrap(buffer, length, buffer.length - length);
    CoderResult result = utf8.reset().encode(CharBuffer.wrap(chars, offset, count), target, true);
    if (result.isError()) {
      result.throwException();
    }
    length = target.position();
    setInt(start, length - start - 4);
  }

  /** Writes a text that is UTF-8 already. */
  public void writeText(byte[] utf8, int offset, int count) {
    writeInt(count);
    writeRaw(utf8, offset, count);
  }

  public void writeToken(JsonToken token, String text) throws CharacterCodingException {
    writeToken(token);
    writeText(text);
  }

  /** Writes the kind of a token, whose text is to follow. */
  public void writeToken(JsonToken token) {
    ensure(1);
    buffer[length++] = (byte) token.ordinal();
  }

  /** Leaves room for an array's number of elements; {@link #endArray} fills it in. */
  public int beginArray() {
    return beginSized();
  }

  public void endArray(int start, int elements) {
    setInt(start, elements);
  }

  private int beginSized() {
    int start = length;
    writeInt(0);
    return start;
  }

  private void writeInt(int value) {
    ensure(4);
    setInt(length, value);
    length += 4;
  }

  private void setInt(int position, int value) {
    INT.set(buffer, position, value);
  }

  private void writeRaw(byte[] bytes, int offset, int count) {
    ensure(count);
    System.arraycopy(bytes, offset, buffer, length, count);
    length += count;
  }

  private void ensure(int more) {
    int needed = Math.addExact(length, more);
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(needed, (int) Math.min(2L * buffer.length, 1 << 30)));
    }
  }
}
