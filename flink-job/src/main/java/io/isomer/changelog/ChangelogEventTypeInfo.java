package io.isomer.changelog;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how a {@link ChangelogEvent} is serialized. */
public final class ChangelogEventTypeInfo extends TypeInformation<ChangelogEvent> {

  private static final long serialVersionUID = 1;

  @Override
  public TypeSerializer<ChangelogEvent> createSerializer(SerializerConfig config) {
    return new ChangelogEventSerializer();
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<ChangelogEvent> getTypeClass() {
    return ChangelogEvent.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof ChangelogEventTypeInfo;
  }

  @Override
  public boolean equals(Object other) {
    return canEqual(other);
  }

  @Override
  public int hashCode() {
    return ChangelogEventTypeInfo.class.hashCode();
  }

  @Override
  public String toString() {
    return "ChangelogEvent";
  }
}
