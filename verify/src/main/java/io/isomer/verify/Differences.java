package io.isomer.verify;

import io.isomer.verify.RowDifference.Kind;
import io.isomer.verify.RowDifference.Value;
import io.isomer.verify.database.ComparedRows;
import io.isomer.verify.database.ComparedTable;
import io.isomer.verify.database.RowDigest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Describes differing rows: the first ones by their values, further ones by their keys. */
final class Differences {

  /** The most rows described with their values: the values of thousands would fill the memory. */
  static final int MAX_VALUES = 100;

  private static final int KEYS_PER_QUERY = 500;

  private final ComparedTable table;
  private final ComparedRows source;
  private final ComparedRows target;

  Differences(ComparedTable table, ComparedRows source, ComparedRows target) {
    this.table = table;
    this.source = source;
    this.target = target;
  }

  /** The first rows of many. */
  static Map<String, List<String>> some(Map<String, List<String>> rows, int limit) {
    Map<String, List<String>> some = new LinkedHashMap<>();
    rows.entrySet().stream().limit(limit).forEach(row -> some.put(row.getKey(), row.getValue()));
    return some;
  }

  /**
   * @param rows keys by their hash
   */
  List<RowDifference> describe(Map<String, List<String>> rows) throws IOException, SQLException {
    List<RowDifference> found = new ArrayList<>();
    List<Map.Entry<String, List<String>>> all = new ArrayList<>(rows.entrySet());
    int first = Math.min(all.size(), MAX_VALUES);
    if (first > 0) {
      values(all.subList(0, first), found);
    }
    for (int i = first; i < all.size(); i += KEYS_PER_QUERY) {
      kinds(all.subList(i, Math.min(all.size(), i + KEYS_PER_QUERY)), found);
    }
    return found;
  }

  private void values(List<Map.Entry<String, List<String>>> rows, List<RowDifference> found)
      throws IOException, SQLException {
    List<List<String>> keys = rows.stream().map(Map.Entry::getValue).toList();
    Map<String, List<String>> sources = source.values(keys);
    Map<String, List<String>> targets = target.values(keys);
    Map<String, RowDigest> copies = target.find(keys);
    for (Map.Entry<String, List<String>> row : rows) {
      List<String> one = sources.get(row.getKey());
      List<String> other = targets.get(row.getKey());
      Kind kind = kind(one == null, other == null, copies.get(row.getKey()));
      found.add(new RowDifference(kind, row.getValue(), columns(one, other)));
    }
  }

  private void kinds(List<Map.Entry<String, List<String>>> rows, List<RowDifference> found)
      throws IOException, SQLException {
    List<List<String>> keys = rows.stream().map(Map.Entry::getValue).toList();
    Map<String, RowDigest> sources = source.find(keys);
    Map<String, RowDigest> copies = target.find(keys);
    for (Map.Entry<String, List<String>> row : rows) {
      RowDigest copy = copies.get(row.getKey());
      Kind kind = kind(!sources.containsKey(row.getKey()), copy == null, copy);
      found.add(RowDifference.withoutValues(kind, row.getValue()));
    }
  }

  private static Kind kind(boolean ghost, boolean missing, RowDigest copy) {
    if (copy != null && copy.isDuplicate()) {
      return Kind.DUPLICATE;
    }
    return ghost ? Kind.GHOST : missing ? Kind.MISSING : Kind.DIFFERENT;
  }

  private List<Value> columns(List<String> source, List<String> target) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      String one = source == null ? null : source.get(i);
      String other = target == null ? null : target.get(i);
      if (source == null || target == null || !Objects.equals(one, other)) {
        values.add(new Value(table.columns().get(i).name(), one, other));
      }
    }
    return values;
  }
}
