package io.isomer.targetformat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SystemTableTest {

  @Test
  void createsReplicatedTablesOnACluster() {
    TargetEngine engine =
        new TargetEngine(true, "/t/{shard}/{database}/{table}", "{replica}", "my cluster");

    assertThat(SystemTable.TRUNCATIONS.create(engine))
        .contains("isomer_truncations ON CLUSTER `my cluster` (")
        .contains("('/t/{shard}/{database}/{table}', '{replica}', floor) ORDER BY table_name");
    assertThat(SystemTable.SCHEMAS.create(new TargetEngine(true, "", "", "c")))
        .contains("isomer_schemas ON CLUSTER `c` (")
        .contains(" ENGINE = ReplicatedReplacingMergeTree ORDER BY (table_name, version)");
  }

  @Test
  void namesTheMissingTableWithItsStatement() {
    assertThat(SystemTable.REJECTIONS.missingMessage())
        .startsWith("ClickHouse has no table isomer_rejections, ")
        .endsWith(
            "CREATE TABLE IF NOT EXISTS isomer_rejections (table_name String, row_key String,"
                + " version UInt128, message String) ENGINE = ReplacingMergeTree ORDER BY"
                + " (table_name, row_key, version)");
  }
}
