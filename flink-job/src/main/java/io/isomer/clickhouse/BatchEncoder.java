package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.ChangelogSchema;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes rows of the newest changes, by their shape. A change that does not fit goes to the dead
 * letters, and the row's next older one takes its place, as it would have without a batch.
 */
final class BatchEncoder {

  private final EncoderCache encoders;
  private final DeadLetters<ChangelogEvent> deadLetters;
  private final Map<ChangelogSchema, RowBatch> batches = new LinkedHashMap<>();
  private ChangelogSchema lastSchema;
  private RowBatch lastBatch;

  BatchEncoder(EncoderCache encoders, DeadLetters<ChangelogEvent> deadLetters) {
    this.encoders = encoders;
    this.deadLetters = deadLetters;
  }

  /**
   * @param source asked for values that no change has
   * @throws InvalidValueException for a change that does not fit, where that fails the job
   */
  Collection<RowBatch> encode(Collection<BufferedChange> changes, StoredRows.Source source)
      throws SQLException {
    for (BufferedChange change : changes) {
      addFirstThatFits(change);
    }
    for (List<RowBatch.Unfit> unfit = complete(source);
        !unfit.isEmpty();
        unfit = complete(source)) {
      for (RowBatch.Unfit each : unfit) {
        reject(each.change(), each.reason());
        addFirstThatFits(each.change().older());
      }
    }
    return batches.values();
  }

  private void addFirstThatFits(BufferedChange newest) throws SQLException {
    for (BufferedChange change = newest; change != null; change = change.older()) {
      try {
        batch(change.event().schema()).add(change);
        return;
      } catch (InvalidValueException e) {
        reject(change, e);
      }
    }
  }

  private RowBatch batch(ChangelogSchema schema) throws SQLException {
    if (schema != lastSchema) { // one look-up for as long as it stays the same
      RowBatch batch = batches.get(schema);
      if (batch == null) {
        batch = new RowBatch(encoders.get(schema), new OlderChanges(encoders));
        batches.put(schema, batch);
      }
      lastSchema = schema;
      lastBatch = batch;
    }
    return lastBatch;
  }

  private List<RowBatch.Unfit> complete(StoredRows.Source source) throws SQLException {
    List<RowBatch.Unfit> unfit = new ArrayList<>();
    for (RowBatch batch : batches.values()) {
      unfit.addAll(batch.complete(source));
    }
    return unfit;
  }

  private void reject(BufferedChange change, InvalidValueException e) throws InvalidValueException {
    Rejection rejection =
        new Rejection(
            Optional.of(change.event().schema().table()),
            Optional.of(encoders.sourceName(e.column())),
            e.getMessage());
    deadLetters.add(change.event(), rejection, e);
  }
}
