package io.isomer.clickhouse.encode;

import io.isomer.clickhouse.convert.EnumWriter;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.targetformat.type.TargetType;

/** What a column has in a row that is only there to be deleted. */
public final class DefaultValue {

  private static final int NULL_VARIANT = 0xFF;

  private DefaultValue() {}

  /** NULL, zero, or nothing, as RowBinary of the type. */
  public static byte[] of(TargetType type) {
    RowBinaryBuffer bytes = new RowBinaryBuffer();
    write(type, bytes);
    return bytes.toByteArray();
  }

  private static void write(TargetType type, RowBinaryBuffer out) {
    if (type.nullable()) {
      out.writeByte(1);
      return;
    }
    switch (type.kind()) {
      case STRING, ARRAY, MAP -> out.writeVarInt(0);
      case TUPLE -> type.elements().forEach(element -> write(element, out));
      case VARIANT -> out.writeByte(NULL_VARIANT);
      case ENUM -> EnumWriter.writeFirst(type, out);
      default -> out.writeBytes(new byte[type.size()]);
    }
  }
}
