package io.isomer.benchmarks.data;

import io.isomer.targetformat.ClickHouseDialect;
import io.isomer.targetformat.NameTemplate;
import io.isomer.targetformat.SystemColumns;
import io.isomer.targetformat.TargetEngine;
import io.isomer.targetformat.ViewDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A table that benchmarks replicate, and its rows: each follows from the seed, its number and its
 * revision.
 *
 * @param columns the first is the primary key, a UUID
 * @param fullIdentity whether its changes carry the whole row as it was (REPLICA IDENTITY FULL)
 */
public record BenchTable(String name, List<BenchColumn> columns, boolean fullIdentity) {

  static final String SHOWN_NULL = "NULL";

  private static final int WIDE_COLUMNS = 100;
  private static final int NULL_PERCENT = 5;
  private static final List<ColumnKind> MIXED =
      List.of(
          ColumnKind.INTEGER,
          ColumnKind.BIGINT,
          ColumnKind.DOUBLE,
          ColumnKind.NUMERIC,
          ColumnKind.TEXT,
          ColumnKind.NAME,
          ColumnKind.TIMESTAMP,
          ColumnKind.DATE,
          ColumnKind.BOOLEAN,
          ColumnKind.SMALLINT);

  /** The currency table's six columns. */
  public static BenchTable narrow(String name, boolean fullIdentity) {
    return new BenchTable(
        name,
        List.of(
            new BenchColumn("id", ColumnKind.UUID, false),
            new BenchColumn("create_time", ColumnKind.TIMESTAMP, true),
            new BenchColumn("currency_date", ColumnKind.DATE, true),
            new BenchColumn("currency_code", ColumnKind.CODE, true),
            new BenchColumn("currency_name", ColumnKind.NAME, true),
            new BenchColumn("value_to_try", ColumnKind.DOUBLE, true)),
        fullIdentity);
  }

  /** A hundred columns of ten types. */
  public static BenchTable wide(String name, boolean fullIdentity) {
    List<BenchColumn> columns = new ArrayList<>();
    columns.add(new BenchColumn("id", ColumnKind.UUID, false));
    for (int i = 1; i < WIDE_COLUMNS; i++) {
      columns.add(new BenchColumn("column_%02d".formatted(i), MIXED.get(i % MIXED.size()), true));
    }
    return new BenchTable(name, List.copyOf(columns), fullIdentity);
  }

  /** The same table under another name. */
  BenchTable named(String other) {
    return new BenchTable(other, columns, fullIdentity);
  }

  /** The name of the ClickHouse table behind the view. */
  public String versionsTable() {
    return NameTemplate.fill(NameTemplate.TABLE, "public", name);
  }

  /** The key of a row. */
  String key(long seed, long row) {
    RowText text = new RowText();
    text.reset();
    ColumnKind.UUID.append(random(seed, row, -1), text);
    return text.json().substring(2, text.json().length() - 2);
  }

  /** Writes a row as it is in one of its revisions. */
  void write(long seed, long row, int revision, String key, RowText text) {
    SplittableRandom random = random(seed, row, revision);
    text.reset();
    text.column(columns.get(0).name());
    text.text(key);
    for (int i = 1; i < columns.size(); i++) {
      text.column(columns.get(i).name());
      if (random.nextInt(100) < NULL_PERCENT) {
        text.nothing();
      } else {
        columns.get(i).kind().append(random, text);
      }
    }
  }

  /** Writes what a deletion carries of its row where the identity is not full: the key alone. */
  void writeKeyOnly(String key, RowText text) {
    text.reset();
    text.column(columns.get(0).name());
    text.text(key);
    for (BenchColumn column : columns.subList(1, columns.size())) {
      text.column(column.name());
      text.nothing();
    }
  }

  private static SplittableRandom random(long seed, long row, int revision) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + row * 31 + revision).split();
  }

  /** The statements that make the table in PostgreSQL. */
  List<String> postgresDdl() {
    String list = columns.stream().map(BenchColumn::postgres).collect(Collectors.joining(", "));
    return List.of(
        "CREATE TABLE public." + name + " (" + list + ")",
        "ALTER TABLE public." + name + " REPLICA IDENTITY " + (fullIdentity ? "FULL" : "DEFAULT"));
  }

  /** Statement that inserts a sample row with a key of this number, below 10. */
  String postgresInsert(int number) {
    String values =
        columns.stream()
            .skip(1)
            .map(column -> column.kind().sample())
            .collect(Collectors.joining(", "));
    return "INSERT INTO public.%s VALUES (%s, %s)".formatted(name, sampleKey(number), values);
  }

  static String sampleKey(int number) {
    return ColumnKind.UUID.sample().replace("1'", number + "'");
  }

  /** The statements that make table and view in ClickHouse, as the job would. */
  public List<String> clickHouseDdl(String database) {
    List<String> names = columns.stream().map(BenchColumn::name).toList();
    String list = columns.stream().map(BenchColumn::clickHouse).collect(Collectors.joining(", "));
    return List.of(
        "CREATE TABLE %s (%s, %s) ENGINE = %s ORDER BY id"
            .formatted(
                ClickHouseDialect.qualified(database, versionsTable()),
                list,
                SystemColumns.DEFINITIONS,
                TargetEngine.DEFAULT.versioned()),
        ViewDdl.create(database, name, ViewDdl.select(database, versionsTable(), names)));
  }

  /** The query for the view's number of rows and checksum. */
  public String checkQuery(String database) {
    String shown = columns.stream().map(BenchColumn::shown).collect(Collectors.joining(", '|', "));
    return "SELECT count(), sum(toUInt64(CRC32(concat(%s)))) FROM %s.%s"
        .formatted(shown, database, name);
  }
}
