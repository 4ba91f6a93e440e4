package io.isomer.verify;

import io.isomer.verify.RowDifference.Kind;
import io.isomer.verify.RowDifference.Value;
import io.isomer.verify.side.ComparedTable;
import io.isomer.verify.side.RowDigest;
import io.isomer.verify.side.Side;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tells by which values rows differ. */
final class Differences {

  private static final int ROWS_PER_QUERY = 100;

  private final ComparedTable table;
  private final Side source;
  private final Side target;

  Differences(ComparedTable table, Side source, Side target) {
    this.table = table;
    this.source = source;
    this.target = target;
  }

  /**
   * @param rows keys by their hash
   */
  List<RowDifference> describe(Map<String, List<String>> rows) throws IOException, SQLException {
    List<RowDifference> differences = new ArrayList<>();
    List<Map.Entry<String, List<String>>> all = new ArrayList<>(rows.entrySet());
    for (int i = 0; i < all.size(); i += ROWS_PER_QUERY) {
      describe(all.subList(i, Math.min(all.size(), i + ROWS_PER_QUERY)), differences);
    }
    return differences;
  }

  private void describe(List<Map.Entry<String, List<String>>> rows, List<RowDifference> found)
      throws IOException, SQLException {
    List<List<String>> keys = rows.stream().map(Map.Entry::getValue).toList();
    Map<String, List<String>> sources = source.values(keys);
    Map<String, List<String>> targets = target.values(keys);
    Map<String, RowDigest> copies = target.find(keys);
    for (Map.Entry<String, List<String>> row : rows) {
      String hash = row.getKey();
      boolean duplicate = copies.containsKey(hash) && copies.get(hash).isDuplicate();
      found.add(describe(row.getValue(), sources.get(hash), targets.get(hash), duplicate));
    }
  }

  private RowDifference describe(
      List<String> key, List<String> source, List<String> target, boolean duplicate) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      String one = source == null ? null : source.get(i);
      String other = target == null ? null : target.get(i);
      if (source == null || target == null || !Objects.equals(one, other)) {
        values.add(new Value(table.columns().get(i).name(), one, other));
      }
    }
    Kind kind = Kind.DIFFERENT;
    if (duplicate) {
      kind = Kind.DUPLICATE;
    } else if (source == null || target == null) {
      kind = source == null ? Kind.GHOST : Kind.MISSING;
    }
    return new RowDifference(kind, key, values);
  }
}
