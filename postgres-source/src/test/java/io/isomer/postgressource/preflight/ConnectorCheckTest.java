package io.isomer.postgressource.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorCheckTest {

  private static Map<String, String> shipped() throws IOException {
    return new ObjectMapper()
        .readValue(
            Path.of("../connectors/dw-currency.json").toFile(),
            new TypeReference<HashMap<String, String>>() {});
  }

  @Test
  void sourceTypesMayBeToldForAllColumns() throws IOException {
    Map<String, String> settings = shipped();
    settings.remove("datatype.propagate.source.type");
    assertThat(ConnectorCheck.findings("c", settings))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.message())
                    .startsWith("datatype.propagate.source.type is not set; set .*[.]_?(numeric|"));
    settings.put("column.propagate.source.type", ".*");
    assertThat(ConnectorCheck.findings("c", settings)).isEmpty();
  }

  @Test
  void shippedConnectorIsRight() throws IOException {
    assertThat(ConnectorCheck.findings("dw-currency", shipped())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "value.converter, io.confluent.connect.avro.AvroConverter, ERROR",
    "plugin.name, decoderbufs, ERROR",
    "value.converter.replace.null.with.default, true, ERROR",
    "decimal.handling.mode, double, ERROR",
    "time.precision.mode, isostring, ERROR",
    "binary.handling.mode, hex, ERROR",
    "skipped.operations, t, ERROR",
    "skipped.operations, 'u,d', ERROR",
    "include.unknown.datatypes, false, WARNING",
    "datatype.propagate.source.type, .*[.]numeric, WARNING",
    "exactly.once.support, requested, WARNING",
    "heartbeat.interval.ms, 0, WARNING"
  })
  void settingThatCostsValuesIsFound(String key, String value, Finding.Severity severity)
      throws IOException {
    Map<String, String> settings = shipped();
    settings.put(key, value);
    assertThat(ConnectorCheck.findings("c", settings))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.subject()).isEqualTo("connector c");
              assertThat(finding.message()).startsWith(key + " is " + value + "; set ");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "skipped.operations",
    "value.converter.replace.null.with.default",
    "decimal.handling.mode",
    "plugin.name"
  })
  void whatTheConnectorTakesByDefaultCounts(String key) throws IOException {
    Map<String, String> settings = shipped();
    settings.remove(key);
    assertThat(ConnectorCheck.findings("c", settings))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).startsWith(key + " is not set; "));
  }
}
