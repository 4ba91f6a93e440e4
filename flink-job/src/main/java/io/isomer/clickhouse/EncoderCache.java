package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The encoders of a target table, one for each shape that its source table has had. */
final class EncoderCache {

  private static final int MAX_ENCODERS = 100;

  private final String targetName;
  private final Map<ChangelogSchema, RowBinaryEncoder> encoders = new HashMap<>();
  private Connection connection;

  EncoderCache(String targetName) {
    this.targetName = targetName;
  }

  void use(Connection connection) {
    this.connection = connection;
  }

  /**
   * The encoder of a schema's rows. For a new schema the table is looked up anew, as it may have
   * been altered to follow its source.
   *
   * @throws UnfitTableException when the schema's rows do not fit into the table
   */
  RowBinaryEncoder get(ChangelogSchema schema) throws SQLException {
    RowBinaryEncoder known = encoders.get(schema);
    if (known != null) {
      return known;
    }
    TargetTable table =
        TargetCatalog.find(connection, targetName).orElseThrow(() -> missing(schema));
    RowBinaryEncoder encoder = RowBinaryEncoders.create(table, schema);
    if (encoders.size() >= MAX_ENCODERS) {
      encoders.clear();
    }
    encoders.put(schema, encoder);
    return encoder;
  }

  private UnfitTableException missing(ChangelogSchema schema) {
    return new UnfitTableException(
        "ClickHouse has no table %s for %s; create it: %s"
            .formatted(
                targetName, schema.table(), ClickHouseDialect.createTable(schema, targetName)));
  }
}
