package io.isomer.clickhouse.schema;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.clickhouse.buffer.SeenSchema;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.encode.RowBinaryEncoder;
import io.isomer.clickhouse.encode.RowBinaryEncoders;
import io.isomer.clickhouse.table.SchemaPolicy;
import io.isomer.clickhouse.table.TargetCatalog;
import io.isomer.clickhouse.table.TargetSchema;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.RowVersion;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The encoders of a target table, one for each schema that its source table has had. All of them
 * are for the table as it was read last.
 */
public final class EncoderCache {

  private static final int MAX_ENCODERS = 100;

  private final String targetName;
  private final SchemaPolicy policy;
  private final Runnable altered;
  private final Map<ChangelogSchema, Set<String>> followed = new HashMap<>();
  private final Map<ChangelogSchema, RowBinaryEncoder> encoders = new HashMap<>();
  private ChangelogSchema newest;
  private RowVersion newestVersion = RowVersion.ZERO;
  private TargetTable table;

  /**
   * @param altered runs after each ALTER of the table
   */
  public EncoderCache(String targetName, SchemaPolicy policy, Runnable altered) {
    this.altered = altered;
    this.targetName = targetName;
    this.policy = policy;
  }

  /** Makes the next {@link #prepare} read the table's columns again. */
  public void forget() {
    followed.clear();
    encoders.clear();
    newest = null;
    table = null;
  }

  /**
   * Makes the table fit for all changes of a batch, before the first of them is encoded: what is
   * encoded for a table cannot be written once the table has changed.
   *
   * @param seen the changes' schemas
   * @throws UnfitTableException when the rows of a schema cannot be written
   */
  public void prepare(ClickHouseClient client, Map<ChangelogSchema, SeenSchema> seen)
      throws SQLException {
    if (followed.size() >= MAX_ENCODERS) {
      forget();
    }
    List<Map.Entry<ChangelogSchema, SeenSchema>> byVersion =
        seen.entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getValue().highest()))
            .toList();
    for (Map.Entry<ChangelogSchema, SeenSchema> entry : byVersion) {
      prepare(client, entry.getKey(), entry.getValue());
    }
  }

  private void prepare(ClickHouseClient client, ChangelogSchema schema, SeenSchema seen)
      throws SQLException {
    Set<String> omitted = followed.get(schema);
    boolean newer = seen.highest().compareTo(newestVersion) > 0;
    if (omitted != null && schema.equals(newest)) {
      newestVersion = newer ? seen.highest() : newestVersion;
      return;
    }
    if (omitted != null && !newer && (omitted.isEmpty() || !seen.hasSnapshot())) {
      return;
    }
    if (omitted != null && !SchemaFollower.canFollow(schema)) {
      return; // whatever its version, such rows do not alter the table
    }
    encoders.clear();
    if (SchemaFollower.canFollow(schema)) {
      SchemaFollower.Followed result =
          new SchemaFollower(targetName, policy, client, altered)
              .follow(schema, seen.highest(), seen.hasSnapshot());
      newest = result.isNewest() ? schema : null;
      newestVersion = result.newest();
      followed.put(schema, result.omitted());
      table = result.table();
    } else {
      followed.put(schema, Set.of());
      table = TargetCatalog.find(client, targetName).orElseThrow(() -> missing(schema));
    }
  }

  /** The encoder of the rows of a schema that was in {@link #prepare}. */
  public RowBinaryEncoder get(ChangelogSchema schema) throws SQLException {
    RowBinaryEncoder known = encoders.get(schema);
    if (known == null) {
      known = RowBinaryEncoders.create(table, TargetSchema.of(schema), followed.get(schema));
      encoders.put(schema, known);
    }
    return known;
  }

  private UnfitTableException missing(ChangelogSchema schema) {
    return new UnfitTableException(
        ("ClickHouse has no table %s for %s, and the messages have no schema part that tells the"
                + " columns' types; create the table, or set schemas.enable=true in the connector")
            .formatted(targetName, schema.table()));
  }
}
