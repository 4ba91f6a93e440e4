package io.isomer.targetformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewDdlTest {

  @Test
  void createsViewsOnACluster() {
    TargetEngine engine = new TargetEngine(true, "", "", "my cluster");

    assertThat(ViewDdl.create("d", "v", engine, "SELECT 1"))
        .isEqualTo("CREATE VIEW IF NOT EXISTS `d`.`v` ON CLUSTER `my cluster` AS SELECT 1");
    assertThat(ViewDdl.replace("d", "v", engine, "SELECT 1"))
        .isEqualTo("CREATE OR REPLACE VIEW `d`.`v` ON CLUSTER `my cluster` AS SELECT 1");
  }

  @Test
  void viewsHideWhatIsGone() {
    assertThat(ViewDdl.select("d", "t__versions", List.of("id", "note")))
        .isEqualTo(
            "SELECT `id`, `note` FROM `d`.`t__versions` FINAL WHERE _version >= (SELECT max(floor)"
                + " FROM `d`.isomer_truncations WHERE table_name = 't__versions')");
  }

  @Test
  void viewsGiveColumnsTheirOwnNamesBack() {
    assertThat(ViewDdl.select("d", "t", List.of("_version", "_is_deleted")))
        .startsWith(
            "SELECT `_version__source` AS `_version`, `_is_deleted__source` AS `_is_deleted` FROM"
                + " `d`.`t` FINAL WHERE `d`.`t`._version >= ");
  }

  @Test
  void spellingMakesNoOtherView() {
    assertThat(ViewDdl.isSame("SELECT `id` FROM `d`.`t`", "SELECT\n    id\nFROM d.t")).isTrue();
    assertThat(ViewDdl.isSame("SELECT id FROM d.t", "SELECT ip FROM d.t")).isFalse();
  }
}
