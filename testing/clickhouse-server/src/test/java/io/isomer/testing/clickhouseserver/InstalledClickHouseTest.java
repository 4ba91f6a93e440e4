package io.isomer.testing.clickhouseserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstalledClickHouseTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "ClickHouse local version 26.3.1.1 (official build)., true",
    "ClickHouse local version 23.2.1.1., true",
    "ClickHouse local version 23.1.9.9., false",
    "ClickHouse local version 22.12.1.1., false",
    "something else, false",
  })
  void isUsedFromTheVersionOnThatMarksDeletedRows(String text, boolean used) throws IOException {
    Path program = directory.resolve("clickhouse");
    Files.writeString(program, "#!/bin/sh\necho '" + text + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    assertThat(InstalledClickHouse.find("/nowhere::" + directory).isPresent()).isEqualTo(used);
  }

  @Test
  void isAbsentFromAPathWithoutIt() throws IOException {
    assertThat(InstalledClickHouse.find(directory.toString())).isEmpty();
    assertThat(InstalledClickHouse.find(null)).isEmpty();
  }

  @Test
  void itsConfigurationNamesTheLoopbackInterfaceAndNoPassword() throws IOException {
    ClickHouseServer.Config config =
        new ClickHouseServer.Config(directory, 8123, "me", "secret", Progress.SILENT);
    Path server = InstalledConfiguration.write(config);
    assertThat(server)
        .content()
        .contains("<http_port>8123</http_port>", "<listen_host>127.0.0.1</listen_host>")
        .contains("<path>" + directory + "/data/</path>")
        .contains("<path>" + directory + "/users.xml</path>");
    assertThat(directory.resolve("users.xml"))
        .content()
        .contains("<me>", "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b")
        .doesNotContain("secret");
  }

  @Test
  void aConfigShowsNoPasswordAndTakesPlainUserNames() {
    assertThat(new ClickHouseServer.Config(directory, 1, "me", "secret", Progress.SILENT))
        .asString()
        .doesNotContain("secret");
    assertThatThrownBy(() -> new ClickHouseServer.Config(directory, 1, "m e", "", Progress.SILENT))
        .hasMessageContaining("'m e'");
  }
}
