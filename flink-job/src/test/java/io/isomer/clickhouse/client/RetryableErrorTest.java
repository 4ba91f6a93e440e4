package io.isomer.clickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.client.api.ServerException;
import io.isomer.clickhouse.convert.InvalidValueException;
import io.isomer.clickhouse.convert.UnfitValueException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryableErrorTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        75, 159, 164, 173, 202, 203, 209, 210, 225, 241, 242, 243, 244, 252, 254, 279, 285, 286,
        289, 319, 341, 394, 416, 425, 439, 473, 517, 774, 999
      })
  void passes(int code) {
    assertThat(RetryableError.of(new SQLException("m", null, code))).isPresent();
    assertThat(
            RetryableError.of(new SQLException("m", new ServerException(code, "m", 500, "query"))))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 27, 47, 53, 60, 62, 81, 192, 497, 516})
  void stays(int code) {
    assertThat(RetryableError.of(new SQLException("m", null, code))).isEmpty();
  }

  @Test
  void anUnreachableServerPasses() {
    assertThat(RetryableError.of(new SQLException("m", new ConnectException("refused"))))
        .contains(RetryableError.UNREACHABLE);
    assertThat(
            RetryableError.of(
                new SQLException("m", new RuntimeException(new SocketTimeoutException("late")))))
        .contains(RetryableError.UNREACHABLE);
  }

  @Test
  void aWrongCertificateStays() {
    assertThat(RetryableError.of(new SQLException("m", new SSLHandshakeException("untrusted"))))
        .isEmpty();
  }

  @Test
  void aWrongValueStays() {
    assertThat(
            RetryableError.of(
                new InvalidValueException("t", "c", new UnfitValueException("1", "no"), "p")))
        .isEmpty();
  }

  @Test
  void findsTheCodeAmongTheCauses() {
    SQLException failure =
        new SQLException("m", new RuntimeException(new ServerException(516, "m", 403, "query")));

    assertThat(RetryableError.code(failure)).isEqualTo(516);
    assertThat(RetryableError.code(new SQLException("m"))).isZero();
  }
}
