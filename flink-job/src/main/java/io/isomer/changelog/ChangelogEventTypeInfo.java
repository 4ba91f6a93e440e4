package io.isomer.changelog;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how a {@link ChangelogEvent} is serialized. */
public final class ChangelogEventTypeInfo extends ImmutableTypeInfo<ChangelogEvent> {

  private static final long serialVersionUID = 1;

  @Override
  public TypeSerializer<ChangelogEvent> createSerializer(SerializerConfig config) {
    return new ChangelogEventSerializer();
  }

  @Override
  public Class<ChangelogEvent> getTypeClass() {
    return ChangelogEvent.class;
  }
}
