package io.isomer.postgressource.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.postgressource.ReplicaIdentity;
import io.isomer.postgressource.SourceTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorTablesTest {

  private static SourceTable table(String schema, String name) {
    return new SourceTable(
        schema,
        name,
        SourceTable.Kind.ORDINARY,
        true,
        ReplicaIdentity.DEFAULT,
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void withoutListsAllTablesAreCaptured() {
    assertThat(new ConnectorTables(Map.of()).captures(table("a", "b"))).isTrue();
  }

  @Test
  void anExpressionMatchesTheWholeName() {
    ConnectorTables tables =
        new ConnectorTables(Map.of("table.include.list", "public\\.orders, sales\\..*"));
    assertThat(tables.captures(table("public", "orders"))).isTrue();
    assertThat(tables.captures(table("public", "orders_old"))).isFalse();
    assertThat(tables.captures(table("sales", "any"))).isTrue();
  }

  @Test
  void exclusionsWin() {
    ConnectorTables tables =
        new ConnectorTables(
            Map.of("schema.include.list", "public", "table.exclude.list", "public\\.tmp_.*"));
    assertThat(tables.captures(table("public", "orders"))).isTrue();
    assertThat(tables.captures(table("public", "tmp_1"))).isFalse();
    assertThat(tables.captures(table("other", "orders"))).isFalse();
  }

  @Test
  void anEscapedCommaBelongsToTheExpression() {
    ConnectorTables tables = new ConnectorTables(Map.of("table.include.list", "public\\.a{1\\,2}"));
    assertThat(tables.captures(table("public", "aa"))).isTrue();
  }
}
