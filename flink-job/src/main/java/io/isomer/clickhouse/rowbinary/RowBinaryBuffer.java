package io.isomer.clickhouse.rowbinary;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing run of bytes in ClickHouse's <a
 * href="https://clickhouse.com/docs/interfaces/formats/RowBinary">RowBinary</a> format:
 * little-endian numbers, lengths as LEB128.
 */
public final class RowBinaryBuffer {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

  private byte[] bytes = new byte[1024];
  private int length;

  public int length() {
    return length;
  }

  /** Forgets what was written from {@code position} on. */
  public void truncate(int position) {
    length = position;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  public byte[] toByteArray(int from) {
    return Arrays.copyOfRange(bytes, from, length);
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  public void writeByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  public void writeShort(int value) {
    ensure(2);
    SHORT.set(bytes, length, (short) value);
    length += 2;
  }

  public void writeInt(int value) {
    ensure(4);
    INT.set(bytes, length, value);
    length += 4;
  }

  public void writeLong(long value) {
    ensure(8);
    LONG.set(bytes, length, value);
    length += 8;
  }

  /** Writes 128 bits given as two halves. */
  public void writeInt128(long high, long low) {
    writeLong(low);
    writeLong(high);
  }

  /** Writes a number of {@code longs} times 64 bits that fits in one. */
  public void writeExtended(long value, int longs) {
    writeLong(value);
    for (int i = 1; i < longs; i++) {
      writeLong(value >> 63);
    }
  }

  public void writeVarInt(int value) {
    ensure(5);
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** A {@code String}: its length, then its bytes. */
  public void writeString(byte[] source, int offset, int count) {
    writeVarInt(count);
    writeBytes(source, offset, count);
  }

  /** A {@code String} of all the bytes. */
  public void writeString(byte[] source) {
    writeString(source, 0, source.length);
  }

  /** A {@code String}. */
  public void writeString(String text) {
    writeString(text.getBytes(StandardCharsets.UTF_8));
  }

  public void writeBytes(byte[] source) {
    writeBytes(source, 0, source.length);
  }

  public void writeBytes(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      int needed = Math.addExact(length, more);
      long doubled = Math.min(2L * bytes.length, MAX_LENGTH);
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) doubled));
    }
  }
}
