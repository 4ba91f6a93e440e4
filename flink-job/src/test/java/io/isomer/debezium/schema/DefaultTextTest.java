package io.isomer.debezium.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.RowReader;
import io.isomer.changelog.RowWriter;
import io.isomer.debezium.RecordedMessages;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL fits a DEFAULT to its column, and Debezium does not. */
class DefaultTextTest {

  private static final String MESSAGE =
      """
      {"schema":{"type":"struct","fields":[{"type":"struct","field":"after","fields":[
        {"type":"int32","optional":false,"field":"id"},
        {"type":"string","optional":true,"field":"v","default":"%s","parameters":{
          "__debezium.source.column.type":"%s",
          "__debezium.source.column.length":"%d",
          "__debezium.source.column.scale":"%d"}}]}]},
       "payload":{"after":{"id":1,"v":null},"op":"c","source":{"snapshot":"false",
        "sequence":"[null,\\"7\\"]","ts_ms":5,"schema":"public","table":"t"}}}""";

  @ParameterizedTest
  @CsvSource({
    "-306.00000000, 2046, -300",
    "1250, 2046, 1300",
    "1.239, 2, 1.24",
    "-1.235, 2, -1.24",
    "7, 2, 7.00",
    "NAN, 2, NaN"
  })
  void aDefaultHasTheColumnsDigits(String sent, int scale, String stored) throws IOException {
    assertThat(stored(sent, "NUMERIC", 10, scale)).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "ab,BPCHAR,5,ab   ",
        "a\uD83D\uDE00,BPCHAR,3,a\uD83D\uDE00 ",
        "abc,BPCHAR,3,abc",
        "ab,VARCHAR,5,ab"
      })
  void aDefaultOfCharIsPadded(String sent, String type, int length, String stored)
      throws IOException {
    assertThat(stored(sent, type, length, 0)).isEqualTo(stored);
  }

  /** The DEFAULT of a column as rows read it. */
  private static String stored(String sent, String type, int length, int scale) throws IOException {
    ChangelogEvent event =
        RecordedMessages.decode(
                RecordedMessages.decoder(),
                List.of(
                    RecordedMessages.record(
                        "isomer.public.t",
                        "{\"id\":1}",
                        MESSAGE.formatted(sent, type, length, scale))))
            .get(0);
    RowReader reader = new RowReader();
    reader.reset(event.schema().columns().get(1).defaultValue());
    assertThat(reader.readMark()).isEqualTo(RowWriter.VALUE);
    return reader.readText();
  }
}
