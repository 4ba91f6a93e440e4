package io.isomer.verify.database;

import io.isomer.verify.form.ComparedColumn;
import io.isomer.verify.form.RowHash;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The copy. */
public final class ClickHouseRows implements ComparedRows {

  /** The hash's first byte is the sum's first: as PostgreSQL reads the digits. */
  private static final String SUM =
      "count(), hex(reinterpretAsFixedString(groupBitXor(reinterpretAsUInt128(%s))))";

  private final ClickHouse clickhouse;
  private final ComparedTable table;
  private final String rowHash;
  private final String keyHash;

  public ClickHouseRows(ClickHouse clickhouse, ComparedTable table) {
    this.clickhouse = clickhouse;
    this.table = table;
    this.rowHash = RowHash.clickhouse(table.columns());
    this.keyHash = RowHash.clickhouse(table.key());
  }

  @Override
  public Checksum sum(Range range) throws IOException {
    List<String> row =
        clickhouse
            .rows(
                "SELECT %s FROM %s WHERE %s"
                    .formatted(SUM.formatted(rowHash), table.clickhouse(), range.clickhouse()))
            .get(0);
    return checksum(row.get(0), row.get(1));
  }

  private static Checksum checksum(String rows, String digits) {
    return new Checksum(Long.parseLong(rows), new BigInteger(digits, 16));
  }

  @Override
  public Map<Integer, Checksum> buckets(Range range, int bits) throws IOException {
    String sql =
        "SELECT %s AS isomer_verify_bucket, %s FROM %s WHERE %s GROUP BY isomer_verify_bucket"
            .formatted(
                bucket(bits), SUM.formatted(rowHash), table.clickhouse(), range.clickhouse());
    Map<Integer, Checksum> buckets = new HashMap<>();
    for (List<String> row : clickhouse.rows(sql)) {
      buckets.put(Integer.valueOf(row.get(0)), checksum(row.get(1), row.get(2)));
    }
    return buckets;
  }

  private String bucket(int bits) {
    return "bitShiftRight(reinterpretAsUInt16(reverse(substring(%s, 1, 2))), %d)"
        .formatted(keyHash, MAX_BUCKET_BITS - bits);
  }

  /** As {@link PostgresRows#slice}. */
  static String slice(ComparedTable table, int count, int index) {
    return "bitShiftRight(reinterpretAsUInt32(reverse(substring(%s, 3, 4))), 4) %% %d = %d"
        .formatted(RowHash.clickhouse(table.key()), count, index);
  }

  @Override
  public Map<String, RowDigest> rows(Range range, int bits, Collection<Integer> buckets)
      throws IOException {
    String chosen = buckets.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return digests(
        "SELECT %s FROM %s WHERE %s AND %s IN (%s)"
            .formatted(digest(), table.clickhouse(), range.clickhouse(), bucket(bits), chosen));
  }

  private String digest() {
    List<String> keys = table.key().stream().map(ComparedColumn::clickhouseText).toList();
    return "lower(hex(%s)), lower(hex(%s)), %s"
        .formatted(keyHash, rowHash, String.join(", ", keys));
  }

  private Map<String, RowDigest> digests(String sql) throws IOException {
    Map<String, RowDigest> digests = new HashMap<>();
    for (List<String> row : clickhouse.rows(sql)) {
      RowDigest digest = new RowDigest(row.get(1), "", row.subList(2, row.size()));
      digests.merge(row.get(0), digest, ClickHouseRows::duplicates);
    }
    return digests;
  }

  /** Rows with the same key as one of all their hashes: no source row is like that. */
  private static RowDigest duplicates(RowDigest one, RowDigest other) {
    String hashes =
        Stream.of((one.hash() + " " + other.hash()).split(" "))
            .sorted()
            .collect(Collectors.joining(" "));
    return new RowDigest(hashes, "", one.key());
  }

  @Override
  public Map<String, RowDigest> find(Collection<List<String>> keys) throws IOException {
    return digests("SELECT " + digest() + from(keys));
  }

  @Override
  public Map<String, List<String>> values(Collection<List<String>> keys) throws IOException {
    List<String> texts = table.columns().stream().map(ComparedColumn::clickhouseText).toList();
    Map<String, List<String>> values = new HashMap<>();
    for (List<String> row :
        clickhouse.rows(
            "SELECT lower(hex(" + keyHash + ")), " + String.join(", ", texts) + from(keys))) {
      values.put(row.get(0), row.subList(1, row.size()));
    }
    return values;
  }

  private String from(Collection<List<String>> keys) {
    return " FROM " + table.clickhouse() + " WHERE " + isAmong(table.key(), keys);
  }

  /** A condition on the key's own columns, so that the table's order serves. */
  static String isAmong(List<ComparedColumn> key, Collection<List<String>> keys) {
    List<String> names = key.stream().map(ComparedColumn::clickhouse).toList();
    List<String> tuples = new ArrayList<>();
    for (List<String> each : keys) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < key.size(); i++) {
        values.add(key.get(i).restored(each.get(i)));
      }
      tuples.add("(" + String.join(", ", values) + ")");
    }
    return "(" + String.join(", ", names) + ") IN (" + String.join(", ", tuples) + ")";
  }
}
