package io.isomer.targetformat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionFloorTest {

  @Test
  void readsTheFloorOfATableOrOfTheOneThatReplacesIt() {
    assertThat(VersionFloor.select("t's"))
        .isEqualTo(
            "SELECT toString(max(floor)) FROM isomer_truncations WHERE table_name IN ('t\\'s',"
                + " 't\\'s__resync')");
  }

  @Test
  void raisesTheFloorOfATable() {
    assertThat(VersionFloor.raise("d", "t", VersionFloor.of("d", "t__resync")))
        .isEqualTo(
            "INSERT INTO `d`.isomer_truncations (table_name, floor) SELECT 't', (SELECT max(floor)"
                + " FROM `d`.isomer_truncations WHERE table_name = 't__resync')");
  }
}
