package io.isomer.verify.database;

import io.isomer.postgressource.PostgresDialect;
import io.isomer.verify.form.ComparedColumn;
import io.isomer.verify.form.RowHash;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The source. */
public final class PostgresRows implements ComparedRows {

  private static final String SUM = "count(*), bit_xor(('x' || %s)::bit(128))::text";

  /** Written as no column is likely to be. */
  private static final String ALIAS = "isomer_verify_key_";

  private static final String ROWS = "isomer_verify_rows";

  private final Postgres postgres;
  private final ComparedTable table;
  private final String rowHash;
  private final String keyHash;

  public PostgresRows(Postgres postgres, ComparedTable table) {
    this.postgres = postgres;
    this.table = table;
    this.rowHash = RowHash.postgres(table.columns());
    this.keyHash = RowHash.postgres(table.key());
  }

  @Override
  public Checksum sum(Range range) throws SQLException {
    String sql =
        "SELECT %s FROM %s WHERE %s"
            .formatted(SUM.formatted(rowHash), table.postgres(), range.postgres());
    List<String> row = postgres.rows(sql).get(0);
    return checksum(row.get(0), row.get(1));
  }

  private static Checksum checksum(String rows, String bits) {
    return new Checksum(
        Long.parseLong(rows), bits == null ? BigInteger.ZERO : new BigInteger(bits, 2));
  }

  @Override
  public Map<Integer, Checksum> buckets(Range range, int bits) throws SQLException {
    String sql =
        "SELECT %s AS bucket, %s FROM %s WHERE %s GROUP BY 1"
            .formatted(bucket(bits), SUM.formatted(rowHash), table.postgres(), range.postgres());
    Map<Integer, Checksum> buckets = new HashMap<>();
    for (List<String> row : postgres.rows(sql)) {
      buckets.put(Integer.valueOf(row.get(0)), checksum(row.get(1), row.get(2)));
    }
    return buckets;
  }

  private String bucket(int bits) {
    return "(('x' || left(%s, 4))::bit(16)::int >> %d)".formatted(keyHash, MAX_BUCKET_BITS - bits);
  }

  /** A condition for one of several parts of the table, by bits that buckets do not use. */
  static String slice(ComparedTable table, int count, int index) {
    return "('x' || substr(%s, 5, 7))::bit(28)::int %% %d = %d"
        .formatted(RowHash.postgres(table.key()), count, index);
  }

  @Override
  public Map<String, RowDigest> rows(Range range, int bits, Collection<Integer> buckets)
      throws SQLException {
    String chosen = buckets.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return digests(
        "SELECT %s FROM %s AS %s WHERE %s AND %s IN (%s)"
            .formatted(digest(), table.postgres(), ROWS, range.postgres(), bucket(bits), chosen));
  }

  private String digest() {
    List<String> keys = table.key().stream().map(ComparedColumn::postgresText).toList();
    String writer = "%1$s.xmin::text || %1$s.ctid::text".formatted(ROWS);
    return String.join(", ", keyHash, rowHash, writer, String.join(", ", keys));
  }

  private Map<String, RowDigest> digests(String sql) throws SQLException {
    Map<String, RowDigest> digests = new HashMap<>();
    for (List<String> row : postgres.rows(sql)) {
      digests.put(row.get(0), new RowDigest(row.get(1), row.get(2), row.subList(3, row.size())));
    }
    return digests;
  }

  @Override
  public Map<String, RowDigest> find(Collection<List<String>> keys) throws SQLException {
    return digests("SELECT " + digest() + from(keys));
  }

  @Override
  public Map<String, List<String>> values(Collection<List<String>> keys) throws SQLException {
    List<String> texts = table.columns().stream().map(ComparedColumn::postgresText).toList();
    Map<String, List<String>> values = new HashMap<>();
    for (List<String> row :
        postgres.rows("SELECT " + keyHash + ", " + String.join(", ", texts) + from(keys))) {
      values.put(row.get(0), row.subList(1, row.size()));
    }
    return values;
  }

  /** Joins the rows with lists of the keys' columns, so that an index serves. */
  private String from(Collection<List<String>> keys) {
    List<String> lists = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      int column = i;
      String name = ALIAS + i;
      lists.add(
          keys.stream()
              .map(key -> PostgresDialect.literal(key.get(column)))
              .collect(Collectors.joining(", ", "ARRAY[", "]::text[]")));
      names.add(name);
      ComparedColumn key = table.key().get(i);
      conditions.add(key.postgres() + " = " + key.keyOfText(name));
    }
    return " FROM %s AS %s JOIN unnest(%s) AS isomer_verify_keys (%s) ON %s"
        .formatted(
            table.postgres(),
            ROWS,
            String.join(", ", lists),
            String.join(", ", names),
            String.join(" AND ", conditions));
  }
}
