package io.isomer.debezium.schema;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.debezium.value.ValueDecoder;

/** The type of a column and the decoder of its values. */
record TypedDecoder(ColumnType type, ValueDecoder decoder) {

  static TypedDecoder of(ColumnKind kind, ValueDecoder decoder) {
    return new TypedDecoder(ColumnType.of(kind), decoder);
  }
}
