package io.isomer.testing.clickhouseserver.chdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineExceptionTest {

  @Test
  void theInnermostNumberCounts() {
    EngineException e =
        EngineException.parse(
            "Code: 73. DB::Exception: Code: 62. DB::Exception: Bad\nthing. (SYNTAX_ERROR)");
    assertThat(e.code()).isEqualTo(62);
    assertThat(e).hasMessage("Code: 62. DB::Exception: Bad\nthing. (SYNTAX_ERROR)");
    assertThat(e.httpStatus()).isEqualTo(400);
  }

  @Test
  void aTextWithoutNumberIsAStandardException() {
    EngineException e = EngineException.parse("vector");
    assertThat(e.code()).isEqualTo(1001);
    assertThat(e).hasMessage("Code: 1001. DB::Exception: vector");
    assertThat(e.httpStatus()).isEqualTo(500);
  }

  @Test
  void optionsAreReadBackFromTheirArguments() {
    ServerOptions options = new ServerOptions(Path.of("/l=x.so"), Path.of("/d e"), 8123, "me");
    assertThat(ServerOptions.parse(options.arguments().toArray(String[]::new))).isEqualTo(options);
    assertThatThrownBy(() -> ServerOptions.parse(new String[] {"--prot=1"}))
        .hasMessageContaining("unknown option --prot");
    assertThatThrownBy(() -> ServerOptions.parse(new String[] {"--port=1", "--user=me"}))
        .hasMessage("missing options: [--data, --library]");
  }

  @Test
  void theServersPreferenceChoosesAmongAcceptedCodings() throws EngineException {
    assertThat(ContentCoding.accepted("gzip, deflate, br, zstd")).hasValue(ContentCoding.ZSTD);
    assertThat(ContentCoding.accepted("br, GZIP;q=0.5")).hasValue(ContentCoding.GZIP);
    assertThat(ContentCoding.accepted("br")).isEmpty();
    assertThat(ContentCoding.accepted(null)).isEmpty();
    assertThat(ContentCoding.ofRequest("identity")).isEmpty();
    assertThat(ContentCoding.ofRequest("Gzip")).hasValue(ContentCoding.GZIP);
  }
}
