package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.clickhouse.buffer.BufferedChange;
import io.isomer.clickhouse.client.ClickHouseClient;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.schema.EncoderCache;
import io.isomer.clickhouse.toast.BufferedToastValues;
import io.isomer.clickhouse.toast.RejectedChanges;
import io.isomer.clickhouse.toast.TargetToastQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes each row's newest change, grouped by schema. A rejected change is replaced by the row's
 * next older one, as if there were no batching.
 */
final class BatchEncoder {

  private final EncoderCache encoders;
  private final RejectedChanges rejectedChanges;
  private final ClickHouseClient client;
  private final Map<ChangelogSchema, RowBatch> batches = new LinkedHashMap<>();
  private final List<RejectedChange> rejected = new ArrayList<>();
  private ChangelogSchema lastSchema;
  private RowBatch lastBatch;

  /**
   * @param client asked for values that no change has
   */
  BatchEncoder(EncoderCache encoders, RejectedChanges rejectedChanges, ClickHouseClient client) {
    this.encoders = encoders;
    this.rejectedChanges = rejectedChanges;
    this.client = client;
  }

  /** Encodes the newest change of each row that fits. */
  Collection<RowBatch> encode(Iterable<BufferedChange> changes) throws SQLException {
    for (BufferedChange change : changes) {
      addFirstThatFits(change);
    }
    for (List<RowBatch.Unfit> unfit = complete(); !unfit.isEmpty(); unfit = complete()) {
      for (RowBatch.Unfit each : unfit) {
        rejected.add(new RejectedChange(each.change().event(), each.reason()));
        addFirstThatFits(each.change().older());
      }
    }
    return batches.values();
  }

  private void addFirstThatFits(BufferedChange newest) throws SQLException {
    for (BufferedChange change = newest; change != null; change = change.older()) {
      if (change.isRejected()) {
        rejected.add(RejectedChange.byDecoder(change));
        continue;
      }
      ChangelogEvent event = change.event();
      try {
        batch(event.schema()).add(change, event);
        return;
      } catch (InvalidValueException e) {
        rejected.add(new RejectedChange(event, e));
      }
    }
  }

  private RowBatch batch(ChangelogSchema schema) throws SQLException {
    if (schema != lastSchema) { // one look-up for as long as it stays the same
      RowBatch batch = batches.get(schema);
      if (batch == null) {
        batch =
            new RowBatch(
                encoders.get(schema), new BufferedToastValues(encoders, rejectedChanges, client));
        batches.put(schema, batch);
      }
      lastSchema = schema;
      lastBatch = batch;
    }
    return lastBatch;
  }

  private List<RowBatch.Unfit> complete() throws SQLException {
    List<RowBatch.Unfit> unfit = new ArrayList<>();
    TargetToastQuery stored = new TargetToastQuery(client);
    for (RowBatch batch : batches.values()) {
      unfit.addAll(batch.complete(stored));
    }
    return unfit;
  }

  /** The changes that cannot be written. */
  List<RejectedChange> rejected() {
    return List.copyOf(rejected);
  }
}
