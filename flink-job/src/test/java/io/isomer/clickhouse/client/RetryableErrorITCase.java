package io.isomer.clickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.clickhouse.TestServer;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryableErrorITCase {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNREACHABLE")
  void theCodeIsTheOneOfThatNameInClickHouse(RetryableError error) throws Exception {
    int code = codeOf(error);

    assertThat(TestServer.get().query("SELECT errorCodeToName(" + code + ")"))
        .isEqualTo(error.name());
  }

  /** By the way that the code is looked up, from the other end. */
  private static int codeOf(RetryableError error) {
    return IntStream.rangeClosed(1, 1000)
        .filter(
            code ->
                RetryableError.of(new SQLException("m", null, code))
                    .filter(error::equals)
                    .isPresent())
        .findFirst()
        .orElseThrow();
  }
}
