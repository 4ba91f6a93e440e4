package io.isomer.testing.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.e2e.deploy.OperationsDocument;
import io.isomer.testing.localstack.Installation;
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
