package io.isomer.benchmarks.data;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes a dataset's messages in order, and keeps account of what its tables must contain. */
public final class Messages {

  private static final long ABSENT = -1;
  private static final int POSITION_BITS = 56;

  private final Dataset dataset;
  private final Workload workload;
  private final List<RecordedTable> recorded;
  private final MessageTemplate[][] templates;
  private final String[][] keys;
  private final Workload.Iterator changes;
  private final LogPosition position;
  private final RowText before = new RowText();
  private final RowText after = new RowText();
  private final long[] checksums;
  private final short[] tables;

  /**
   * @param sample recorded messages of a table with the same columns as the dataset's
   */
  public Messages(Dataset dataset, RecordedTable sample) {
    this.dataset = dataset;
    this.workload = dataset.workload();
    this.recorded = workload.tables().stream().map(sample::as).toList();
    this.templates =
        recorded.stream()
            .map(table -> table.templates(dataset.schemaPart()))
            .toArray(MessageTemplate[][]::new);
    this.keys =
        recorded.stream()
            .map(table -> table.keyAround(dataset.schemaPart()))
            .toArray(String[][]::new);
    this.changes = workload.iterator(dataset.seed());
    this.position = new LogPosition(dataset.seed());
    this.checksums = new long[workload.rows()];
    this.tables = new short[workload.rows()];
    Arrays.fill(checksums, ABSENT);
  }

  /** The next of the workload's messages; there are as many as it has changes. */
  public ProducerRecord<byte[], byte[]> next() {
    Change change = changes.next();
    BenchTable table = workload.tables().get(change.table());
    MessageTemplate template = templates[change.table()][change.operation().ordinal()];
    position.advance();
    String key = table.key(dataset.seed(), change.row());
    write(table, template, change, key);
    account(change);
    String[] around = keys[change.table()];
    return new ProducerRecord<>(
        dataset.topic(table),
        null,
        (around[0] + key + around[1]).getBytes(StandardCharsets.UTF_8),
        template.fill(before.json(), after.json(), position),
        recorded.get(change.table()).headers());
  }

  private void write(BenchTable table, MessageTemplate template, Change change, String key) {
    long seed = dataset.seed();
    if (template.hasAfter()) {
      table.write(seed, change.row(), change.revision(), key, after);
    }
    if (change.operation() == Operation.D && !table.fullIdentity()) {
      table.writeKeyOnly(key, before);
    } else if (template.hasBefore()) {
      int revision = change.revision() - (change.operation() == Operation.U ? 1 : 0);
      table.write(seed, change.row(), revision, key, before);
    }
  }

  private void account(Change change) {
    checksums[change.row()] = change.operation() == Operation.D ? ABSENT : after.checksum();
    tables[change.row()] = (short) change.table();
  }

  /** What each table must contain after the messages so far, in the tables' order. */
  public List<TableContent> content() {
    long[] rows = new long[recorded.size()];
    long[] sums = new long[recorded.size()];
    for (int row = 0; row < checksums.length; row++) {
      if (checksums[row] != ABSENT) {
        rows[tables[row]]++;
        sums[tables[row]] += checksums[row];
      }
    }
    return IntStream.range(0, rows.length)
        .mapToObj(table -> new TableContent(rows[table], sums[table]))
        .toList();
  }

  /** The version that the last message gives its row, unless a snapshot has read it. */
  public BigInteger version() {
    return BigInteger.valueOf(position.lastCommit())
        .shiftLeft(POSITION_BITS)
        .or(BigInteger.valueOf(position.lsn()));
  }
}
