package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.Operation;
import io.isomer.changelog.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The encoders of a target table, one for each schema that its source table has had. All of them
 * are for the table as it was looked up last.
 */
final class EncoderCache {

  private static final int MAX_ENCODERS = 100;

  private final String targetName;
  private final SchemaPolicy policy;
  private final Runnable altered;
  private final Map<ChangelogSchema, Set<String>> followed = new HashMap<>();
  private final Map<ChangelogSchema, RowBinaryEncoder> encoders = new HashMap<>();
  private ChangelogSchema newest;
  private RowVersion newestVersion = RowVersion.ZERO;
  private Connection connection;
  private TargetTable table;

  /** Where a schema stands in a batch. */
  private static final class Sighting {
    private RowVersion highest = RowVersion.ZERO;
    private boolean snapshot;

    void add(BufferedChange change) {
      RowVersion version = change.event().version();
      highest = version.compareTo(highest) > 0 ? version : highest;
      snapshot |= change.event().operation() == Operation.READ;
    }
  }

  /**
   * @param altered runs after each ALTER of the table
   */
  EncoderCache(String targetName, SchemaPolicy policy, Runnable altered) {
    this.altered = altered;
    this.targetName = targetName;
    this.policy = policy;
  }

  void use(Connection connection) {
    this.connection = connection;
  }

  /** Makes the next {@link #prepare} look the table up anew. */
  void forget() {
    followed.clear();
    encoders.clear();
    newest = null;
    table = null;
  }

  /**
   * Makes the table fit for all the changes, before the first of them is encoded: what is encoded
   * for a table cannot be written once the table has changed.
   *
   * @throws UnfitTableException when the rows of a schema cannot be written
   */
  void prepare(Collection<BufferedChange> changes) throws SQLException {
    if (followed.size() >= MAX_ENCODERS) {
      forget();
    }
    Map<ChangelogSchema, Sighting> sightings = new LinkedHashMap<>();
    ChangelogSchema schema = null;
    Sighting sighting = null;
    for (BufferedChange each : changes) {
      for (BufferedChange change = each; change != null; change = change.older()) {
        if (change.isRejected()) {
          continue; // it is not written
        }
        if (change.event().schema() != schema) { // one look-up for as long as it stays the same
          schema = change.event().schema();
          sighting = sightings.computeIfAbsent(schema, s -> new Sighting());
        }
        sighting.add(change);
      }
    }
    List<Map.Entry<ChangelogSchema, Sighting>> byVersion =
        sightings.entrySet().stream()
            .sorted(Comparator.comparing(entry -> entry.getValue().highest))
            .toList();
    for (Map.Entry<ChangelogSchema, Sighting> entry : byVersion) {
      prepare(entry.getKey(), entry.getValue());
    }
  }

  private void prepare(ChangelogSchema schema, Sighting sighting) throws SQLException {
    Set<String> omitted = followed.get(schema);
    boolean newer = sighting.highest.compareTo(newestVersion) > 0;
    if (omitted != null && schema.equals(newest)) {
      newestVersion = newer ? sighting.highest : newestVersion;
      return;
    }
    if (omitted != null && !newer && (omitted.isEmpty() || !sighting.snapshot)) {
      return;
    }
    if (omitted != null && !SchemaFollower.canFollow(schema)) {
      return; // whatever its version, such rows do not alter the table
    }
    encoders.clear();
    if (SchemaFollower.canFollow(schema)) {
      SchemaFollower.Followed result =
          new SchemaFollower(targetName, policy, connection, altered)
              .follow(schema, sighting.highest, sighting.snapshot);
      newest = result.isNewest() ? schema : null;
      newestVersion = result.newest();
      followed.put(schema, result.omitted());
      table = result.table();
    } else {
      followed.put(schema, Set.of());
      table = TargetCatalog.find(connection, targetName).orElseThrow(() -> missing(schema));
    }
  }

  /** The encoder of the rows of a schema that was in {@link #prepare}. */
  RowBinaryEncoder get(ChangelogSchema schema) throws SQLException {
    RowBinaryEncoder known = encoders.get(schema);
    if (known == null) {
      known = RowBinaryEncoders.create(table, SystemColumns.renamed(schema), followed.get(schema));
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
