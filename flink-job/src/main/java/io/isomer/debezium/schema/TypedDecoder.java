package io.isomer.debezium.schema;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.debezium.value.ValueDecoder;

/** What a column of one schema type is, and how its values are read. */
record TypedDecoder(ColumnType type, ValueDecoder decoder) {

  static TypedDecoder of(ColumnKind kind, ValueDecoder decoder) {
    return new TypedDecoder(ColumnType.of(kind), decoder);
  }
}
