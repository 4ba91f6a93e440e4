package io.isomer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.deploy.OperationsDocument;
import io.isomer.stack.Installation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OperationsTroublesTest {

  @Test
  void everySectionOfTheDocumentHasItsTrouble() throws IOException {
    assertThat(OperationsTroubles.bySection().keySet())
        .containsExactlyElementsOf(
            OperationsDocument.sections(Installation.locate().home()).keySet());
  }
}
