package io.isomer.changelog;

import io.isomer.changelog.ColumnKind.Form;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A {@link ChangelogSchema} as bytes, some 20 for each column. */
final class ChangelogSchemaCodec {

  private static final ColumnKind[] KINDS = ColumnKind.values();

  private ChangelogSchemaCodec() {}

  static byte[] encode(ChangelogSchema schema) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF(schema.topic());
      out.writeUTF(schema.table().schema());
      out.writeUTF(schema.table().name());
      out.writeShort(schema.columns().size());
      for (Column column : schema.columns()) {
        out.writeUTF(column.name());
        out.writeBoolean(column.optional());
        writeType(column.type(), out);
        writeDefault(column.defaultValue(), out);
      }
      int[] key = schema.keyColumns();
      out.writeShort(key.length);
      for (int position : key) {
        out.writeShort(position);
      }
    } catch (IOException e) { // a name of over 65,535 bytes, which PostgreSQL does not have
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static ChangelogSchema decode(byte[] encoded) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded));
    String topic = in.readUTF();
    TableId table = new TableId(in.readUTF(), in.readUTF());
    int size = in.readUnsignedShort();
    List<Column> columns = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      String name = in.readUTF();
      boolean optional = in.readBoolean();
      columns.add(new Column(name, readType(in), optional, readDefault(in)));
    }
    int[] key = new int[in.readUnsignedShort()];
    for (int i = 0; i < key.length; i++) {
      key[i] = in.readUnsignedShort();
    }
    return new ChangelogSchema(topic, table, columns, key);
  }

  private static void writeDefault(byte[] value, DataOutputStream out) throws IOException {
    out.writeInt(value == null ? -1 : value.length);
    if (value != null) {
      out.write(value);
    }
  }

  private static byte[] readDefault(DataInputStream in) throws IOException {
    int size = in.readInt();
    return size < 0 ? null : in.readNBytes(size);
  }

  private static void writeType(ColumnType type, DataOutputStream out) throws IOException {
    out.writeByte(type.kind().ordinal());
    out.writeInt(type.precision());
    out.writeInt(type.scale());
    if (type.kind().form() == Form.ARRAY) {
      writeType(type.element(), out);
    }
  }

  private static ColumnType readType(DataInputStream in) throws IOException {
    ColumnKind kind = KINDS[in.readUnsignedByte()];
    int precision = in.readInt();
    int scale = in.readInt();
    ColumnType element = kind.form() == Form.ARRAY ? readType(in) : null;
    return new ColumnType(kind, precision, scale, element);
  }
}
