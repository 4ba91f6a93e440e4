package io.isomer.verify.side;

import io.isomer.postgres.SourceTable;
import io.isomer.verify.UncomparableException;
import io.isomer.verify.form.ComparedColumn;
import io.isomer.verify.form.Quote;
import io.isomer.verify.form.RowHash;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes rows as the source has them, or their deletion, just above the version that the copy has.
 *
 * <p>First the copy's versions are read, then the source's rows. So whatever is in the copy by then
 * is in the source's rows too, and each later change has a version that is higher by at least 8, a
 * log position: it wins, whether it is in the copy already when the repair is written, or comes
 * after it.
 */
public final class RowRepair {

  private static final String VERSION = "_version";
  private static final String IS_DELETED = "_is_deleted";
  private static final int ROWS_PER_STEP = 50;

  private final ComparedTable table;
  private final String target;
  private final TargetCatalog targets;
  private final PostgresSide source;
  private final Postgres postgres;
  private final ClickHouse clickhouse;

  private RowRepair(ComparedTable table, String target, Postgres postgres, ClickHouse clickhouse) {
    this.table = table;
    this.target = target;
    this.targets = new TargetCatalog(clickhouse);
    this.source = new PostgresSide(postgres, table);
    this.postgres = postgres;
    this.clickhouse = clickhouse;
  }

  /**
   * @param resolver finds the table that has the versions
   * @throws UncomparableException when it is not such a table
   */
  public static RowRepair of(
      SourceTable source, TableResolver resolver, Postgres postgres, ClickHouse clickhouse)
      throws IOException {
    String target = resolver.targetName(source);
    TargetCatalog targets = new TargetCatalog(clickhouse);
    Map<String, String> types = targets.columns(target);
    boolean versioned =
        "UInt128".equals(types.get(VERSION))
            && "UInt8".equals(types.get(IS_DELETED))
            && targets.engine(target).contains("ReplacingMergeTree");
    if (!versioned) {
      throw new UncomparableException(
          "%s.%s is no ReplacingMergeTree with %s UInt128 and %s UInt8: name the table to repair with --versions"
              .formatted(clickhouse.database(), target, VERSION, IS_DELETED));
    }
    ComparedTable table = resolver.resolve(source);
    List<String> others = new ArrayList<>(types.keySet());
    others.removeAll(table.names());
    others.removeAll(List.of(VERSION, IS_DELETED));
    if (!others.isEmpty()) {
      throw new UncomparableException(
          "%s cannot be repaired: a row written anew would lose its values of %s, which are not compared"
              .formatted(table.target(), String.join(", ", others)));
    }
    return new RowRepair(table, target, postgres, clickhouse);
  }

  /** The versions that the copy has, or 0, by the key's hash. */
  public record Versions(Map<String, List<String>> keys, Map<String, BigInteger> next) {}

  /** Rows as they are to be written. */
  public record Writes(List<String> statements) {}

  /** Does all steps. */
  public void repair(Collection<List<String>> keys) throws IOException, SQLException {
    if ("t".equals(postgres.value("SELECT pg_is_in_recovery()"))) {
      throw new UncomparableException(
          "a repair must read the primary: on a standby, changes that the copy has may be missing");
    }
    List<List<String>> all = new ArrayList<>(keys);
    for (int i = 0; i < all.size(); i += ROWS_PER_STEP) {
      write(read(versions(all.subList(i, Math.min(all.size(), i + ROWS_PER_STEP)))));
    }
  }

  /** Step 1: the versions to write, one above the copy's. */
  public Versions versions(Collection<List<String>> keys) throws IOException {
    BigInteger floor = floor();
    Map<String, BigInteger> next = new HashMap<>();
    Map<String, List<String>> byHash = new LinkedHashMap<>();
    String hash = "lower(hex(" + RowHash.clickhouse(table.key()) + "))";
    for (List<String> row :
        clickhouse.rows(
            "SELECT %s AS isomer_verify_hash, toString(max(%s)) FROM %s WHERE %s GROUP BY isomer_verify_hash"
                .formatted(
                    hash,
                    VERSION,
                    targets.name(target),
                    ClickHouseSide.isAmong(table.key(), keys)))) {
      next.put(row.get(0), new BigInteger(row.get(1)).add(BigInteger.ONE).max(floor));
    }
    for (List<String> key : keys) {
      byHash.put(hashOf(key), key);
    }
    byHash.keySet().forEach(each -> next.putIfAbsent(each, floor));
    return new Versions(byHash, next);
  }

  /** By ClickHouse, from the key's texts alone. */
  private String hashOf(List<String> key) throws IOException {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      ComparedColumn column = table.key().get(i);
      columns.add(column.restoredAs(key.get(i)) + " AS " + column.clickhouse());
    }
    return clickhouse
        .rows(
            "SELECT lower(hex(%s)) FROM (SELECT %s)"
                .formatted(RowHash.clickhouse(table.key()), Quote.list(columns)))
        .get(0)
        .get(0);
  }

  private BigInteger floor() throws IOException {
    return targets.hasTruncations()
        ? new BigInteger(
            clickhouse.rows("SELECT toString(" + targets.floor(target) + ")").get(0).get(0))
        : BigInteger.ZERO;
  }

  /** Step 2: the source's rows, read after the versions. */
  public Writes read(Versions versions) throws SQLException {
    Map<String, List<String>> rows = source.values(versions.keys().values());
    List<String> statements = new ArrayList<>();
    for (Map.Entry<String, List<String>> key : versions.keys().entrySet()) {
      List<String> row = rows.get(key.getKey());
      String version = versions.next().get(key.getKey()).toString();
      statements.add(row == null ? deletion(key.getValue(), version) : upsert(row, version));
    }
    return new Writes(statements);
  }

  private String upsert(List<String> row, String version) {
    return insert(table.columns(), row, version, 0);
  }

  private String deletion(List<String> key, String version) {
    return insert(table.key(), key, version, 1);
  }

  private String insert(
      List<ComparedColumn> columns, List<String> texts, String version, int deleted) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      names.add(columns.get(i).clickhouse());
      values.add(columns.get(i).restoredAs(texts.get(i)));
    }
    return "INSERT INTO %s (%s, %s, %s) SELECT %s, toUInt128('%s'), %d"
        .formatted(
            targets.name(target),
            Quote.list(names),
            VERSION,
            IS_DELETED,
            Quote.list(values),
            version,
            deleted);
  }

  /** Step 3. */
  public void write(Writes writes) throws IOException {
    for (String statement : writes.statements()) {
      clickhouse.rows(statement);
    }
  }
}
