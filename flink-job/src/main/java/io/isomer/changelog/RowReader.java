package io.isomer.changelog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link RowWriter} wrote, value by value. One reader is used for many rows.
 *
 * <p>Text and bytes are read in place: {@link #readSize()} tells how many bytes follow at {@link
 * #position()} of {@link #array()}, and {@link #skip} passes them.
 */
public final class RowReader {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] array = {};
  private int position;

  /** Starts at the first value of {@code row}. */
  public void reset(byte[] row) {
    array = row;
    position = 0;
  }

  public byte[] array() {
    return array;
  }

  public int position() {
    return position;
  }

  public void skip(int bytes) {
    position += bytes;
  }

  /** One of {@link RowWriter}'s marks. */
  public byte readMark() {
    return array[position++];
  }

  public boolean readBoolean() {
    return array[position++] != 0;
  }

  public long readLong() {
    long value = (long) LONG.get(array, position);
    position += 8;
    return value;
  }

  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /** The number of bytes of a text, or of elements of an array, that follow. */
  public int readSize() {
    int value = (int) INT.get(array, position);
    position += 4;
    return value;
  }

  public String readText() {
    int size = readSize();
    String text = new String(array, position, size, StandardCharsets.UTF_8);
    position += size;
    return text;
  }

  public byte[] readBytes() {
    int size = readSize();
    byte[] bytes = new byte[size];
    System.arraycopy(array, position, bytes, 0, size);
    position += size;
    return bytes;
  }

  public JsonToken readToken() {
    return JsonToken.ofOrdinal(array[position++]);
  }

  /** Passes the value of a column of the given type, its mark included. */
  public void skipValue(ColumnType type) {
    if (readMark() != RowWriter.VALUE) {
      return;
    }
    switch (type.kind().form()) {
      case BOOLEAN -> position += 1;
      case LONG, DOUBLE -> position += 8;
      case TEXT, BYTES -> skip(readSize());
      case TOKEN -> {
        position += 1;
        skip(readSize());
      }
      case ARRAY -> {
        for (int left = readSize(); left > 0; left--) {
          skipValue(type.element());
        }
      }
    }
  }
}
