package io.isomer.testing.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.localstack.Installation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OperationsDocumentTest {

  @Test
  void everySectionHasItsCommands() throws IOException {
    assertThat(OperationsDocument.sections(Installation.locate().home()))
        .containsKeys("Upgrade", "Slot lost")
        .doesNotContainKey("")
        .allSatisfy((section, blocks) -> assertThat(blocks).isNotEmpty())
        .hasEntrySatisfying(
            "Upgrade",
            blocks ->
                assertThat(blocks)
                    .containsExactly("./isomer upgrade NEW.jar\n", "./isomer upgrade\n"));
  }
}
