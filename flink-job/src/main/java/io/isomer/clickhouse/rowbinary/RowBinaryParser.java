package io.isomer.clickhouse.rowbinary;

import io.isomer.targetformat.type.TargetType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds the values in RowBinary. */
public final class RowBinaryParser {

  private final ByteBuffer bytes;

  public RowBinaryParser(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  public boolean hasMore() {
    return bytes.hasRemaining();
  }

  public int position() {
    return bytes.position();
  }

  public byte readByte() {
    return bytes.get();
  }

  public long readLong() {
    return bytes.getLong();
  }

  int readVarInt() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  /** Passes a value. */
  public void skip(TargetType type) {
    if (type.nullable() && bytes.get() == 1) {
      return;
    }
    switch (type.kind()) {
      case STRING -> skip(readVarInt());
      case ARRAY -> {
        for (int left = readVarInt(); left > 0; left--) {
          skip(type.element());
        }
      }
      case MAP -> {
        for (int left = readVarInt(); left > 0; left--) {
          type.elements().forEach(this::skip);
        }
      }
      case TUPLE -> type.elements().forEach(this::skip);
      case VARIANT -> {
        int member = readByte();
        if (member >= 0) {
          skip(type.elements().get(member));
        }
      }
      default -> skip(type.size());
    }
  }

  public void skip(int count) {
    bytes.position(bytes.position() + count);
  }
}
