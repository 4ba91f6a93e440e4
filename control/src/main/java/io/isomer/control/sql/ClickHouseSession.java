package io.isomer.control.sql;

import io.isomer.testing.localstack.StackAccess;
import io.isomer.verify.database.TabSeparated;
import java.io.IOException;
import java.util.List;

/** ClickHouse, over HTTP. */
public final class ClickHouseSession implements SqlSession {

  private final ClickHouseSql clickhouse;

  public ClickHouseSession(StackAccess stack) {
    clickhouse = new ClickHouseSql(stack);
  }

  @Override
  public SqlResult run(String statement) throws IOException {
    ClickHouseSql.Answer answer = clickhouse.ask(statement);
    if (!answer.format().equals(ClickHouseSql.NAMED_ROWS)) {
      return SqlResult.of(answer.text().stripTrailing()); // the statement names a format itself
    }
    List<List<String>> lines = answer.text().lines().map(TabSeparated::fields).toList();
    return lines.isEmpty()
        ? SqlResult.of("done")
        : new SqlResult(lines.get(0), lines.subList(1, lines.size()), "");
  }

  @Override
  public void close() {
    // HTTP holds nothing open
  }
}
