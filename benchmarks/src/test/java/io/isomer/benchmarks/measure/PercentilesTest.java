package io.isomer.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void areTheNearestRanks() {
    Percentiles hundred =
        new Percentiles(IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray());
    assertThat(hundred.at(50)).isEqualTo(50);
    assertThat(hundred.at(99)).isEqualTo(99);
    assertThat(hundred.at(99.5)).isEqualTo(100);
    assertThat(hundred.at(100)).isEqualTo(100).isEqualTo(hundred.max());
  }

  @Test
  void oneMeasurementIsEachOfThem() {
    Percentiles one = new Percentiles(new double[] {7});
    assertThat(one.at(1)).isEqualTo(7);
    assertThat(one.at(99)).isEqualTo(7);
  }

  @Test
  void fewHaveTheirLargestAsTheNinetyNinth() {
    assertThat(new Percentiles(new double[] {3, 1, 2}).at(99)).isEqualTo(3);
  }

  @Test
  void refuseWhatIsNone() {
    assertThatThrownBy(() -> new Percentiles(new double[0])).hasMessage("no measurement");
    assertThatThrownBy(() -> new Percentiles(new double[] {1}).at(0))
        .hasMessage("no percentile: 0.0");
  }
}
