package io.isomer.benchmarks.micro;

import io.isomer.benchmarks.data.BenchColumn;
import io.isomer.benchmarks.data.BenchTable;
import io.isomer.benchmarks.drain.DrainVariant;
import io.isomer.changelog.ChangelogEvent;
import io.isomer.clickhouse.encode.RowBinaryEncoder;
import io.isomer.clickhouse.encode.RowBinaryEncoders;
import io.isomer.clickhouse.rowbinary.RowBinaryBuffer;
import io.isomer.clickhouse.table.TargetTable;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.TargetEngine;
import io.isomer.targetformat.type.TargetColumn;
import io.isomer.targetformat.type.TimeRange;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Encodes changes as RowBinary. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncoderBenchmark {

  /** Of which table. */
  @Param({"NARROW", "WIDE"})
  public DrainVariant variant;

  private List<ChangelogEvent> events;
  private RowBinaryEncoder encoder;
  private RowBinaryBuffer buffer;

  /** Makes the changes. */
  @Setup
  public void setUp() throws IOException, UnfitTableException {
    events = MicroMessages.events(variant);
    encoder = RowBinaryEncoders.create(target(variant.table()), events.get(0).schema(), Set.of());
    buffer = new RowBinaryBuffer();
  }

  private static TargetTable target(BenchTable table) {
    List<TargetColumn> columns = new ArrayList<>();
    for (BenchColumn column : table.columns()) {
      columns.add(TargetColumn.of(column.name(), column.clickHouseType()));
    }
    columns.add(TargetColumn.of(SystemColumns.VERSION, SystemColumns.VERSION_TYPE));
    columns.add(TargetColumn.of(SystemColumns.IS_DELETED, SystemColumns.IS_DELETED_TYPE));
    return new TargetTable(
        "warehouse",
        table.versionsTable(),
        TargetEngine.DEFAULT.versioned() + " ORDER BY id",
        "id",
        columns,
        TimeRange.FROM_1900_TO_2299);
  }

  /** One change. */
  @Benchmark
  @OperationsPerInvocation(MicroMessages.COUNT)
  public int encode() throws SQLException {
    buffer.truncate(0);
    for (ChangelogEvent event : events) {
      encoder.encode(event, (column, out) -> false, buffer);
    }
    return buffer.length();
  }
}
