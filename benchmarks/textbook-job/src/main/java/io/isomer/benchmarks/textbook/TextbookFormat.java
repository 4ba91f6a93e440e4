package io.isomer.benchmarks.textbook;

import java.util.List;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.debezium.DebeziumJsonDecodingFormat;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;

/** flink-json's debezium-json format, with the change's source as one more column. */
final class TextbookFormat {

  private TextbookFormat() {}

  static DeserializationSchema<RowData> of(List<TextbookColumn> columns, boolean schemaPart) {
    DataType row =
        DataTypes.ROW(
            columns.stream()
                .map(column -> DataTypes.FIELD(column.name(), column.type().dataType()))
                .toArray(DataTypes.Field[]::new));
    DebeziumJsonDecodingFormat format =
        new DebeziumJsonDecodingFormat(schemaPart, false, TimestampFormat.ISO_8601);
    format.applyReadableMetadata(List.of("source.properties"));
    return format.createRuntimeDecoder(new InternalTypes(), row);
  }

  /** What Flink's planner would provide. */
  private static final class InternalTypes implements DynamicTableSource.Context {

    @Override
    public <T> TypeInformation<T> createTypeInformation(DataType type) {
      return createTypeInformation(type.getLogicalType());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeInformation<T> createTypeInformation(LogicalType type) {
      return (TypeInformation<T>) InternalTypeInfo.of(type);
    }

    @Override
    public DynamicTableSource.DataStructureConverter createDataStructureConverter(DataType type) {
      throw new UnsupportedOperationException("debezium-json converts nothing");
    }
  }
}
