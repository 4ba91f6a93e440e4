package io.isomer.changelog;

import io.isomer.targetformat.RowVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The form in which events cross the network between the decoder and the writer.
 *
 * <p>Every event carries its schema's bytes, so that it can be read on its own, out of any channel
 * and after any restore. The reader compares them with those it knows instead of parsing them.
 */
public final class ChangelogEventSerializer extends ImmutableSerializer<ChangelogEvent> {

  private static final long serialVersionUID = 1;
  private static final int MAX_KNOWN_SCHEMAS = 10_000;

  private final transient Map<Integer, ChangelogSchema> known = new HashMap<>();
  private transient byte[] scratch = new byte[1024];

  @Override
  public TypeSerializerSingleton<ChangelogEvent> duplicate() {
    return new ChangelogEventSerializer(); // what it knows is not to be shared between threads
  }

  // not through the constructor: deserialized by Java, with the transient fields null
  private Object readResolve() {
    return new ChangelogEventSerializer();
  }

  @Override
  public void serialize(ChangelogEvent event, DataOutputView out) throws IOException {
    out.writeInt(event.schema().fingerprint());
    writeBytes(event.schema().encoded(), out);
    out.writeByte(event.operation().ordinal());
    out.writeLong(event.version().high());
    out.writeLong(event.version().low());
    out.writeInt(event.partition());
    out.writeLong(event.offset());
    out.writeLong(event.committedAt());
    writeBytes(event.key(), out);
    writeBytes(event.row(), out);
  }

  @Override
  public ChangelogEvent deserialize(DataInputView in) throws IOException {
    ChangelogSchema schema = readSchema(in);
    return new ChangelogEvent(
        schema,
        Operation.ofOrdinal(in.readByte()),
        new RowVersion(in.readLong(), in.readLong()),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        readBytes(in),
        readBytes(in));
  }

  private ChangelogSchema readSchema(DataInputView in) throws IOException {
    int fingerprint = in.readInt();
    int size = in.readInt();
    if (size > scratch.length) {
      scratch = new byte[2 * size];
    }
    in.readFully(scratch, 0, size);
    ChangelogSchema last = known.get(fingerprint);
    if (last != null && Arrays.equals(last.encoded(), 0, last.encoded().length, scratch, 0, size)) {
      return last;
    }
    ChangelogSchema schema = ChangelogSchemaCodec.decode(Arrays.copyOf(scratch, size));
    if (known.size() >= MAX_KNOWN_SCHEMAS) {
      known.clear();
    }
    known.put(fingerprint, schema);
    return schema;
  }

  private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  @Override
  public TypeSerializerSnapshot<ChangelogEvent> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ChangelogEvent> {
    public Snapshot() {
      super(ChangelogEventSerializer::new);
    }
  }
}
