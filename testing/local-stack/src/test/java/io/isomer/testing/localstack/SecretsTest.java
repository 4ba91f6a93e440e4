package io.isomer.testing.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  @TempDir Path dir;

  @Test
  void generatedOnceAndKept() throws IOException {
    Secrets first = Secrets.in(dir);
    assertThat(Secrets.in(dir)).isEqualTo(first);
    assertThat(first.postgresPassword()).hasSize(32).isNotEqualTo(first.clickhousePassword());
  }

  @Test
  void onlyTheOwnerMayRead() throws IOException {
    Secrets.in(dir);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve(Secrets.FILE))))
        .isEqualTo("rw-------");
  }

  @Test
  void neverPrinted() throws IOException {
    Secrets secrets = Secrets.in(dir);
    assertThat(secrets.toString()).doesNotContain(secrets.postgresPassword());
  }
}
