package io.isomer.control.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import org.junit.jupiter.api.Test;

class SampleCurrenciesTest {

  @Test
  void areTheJdksOwnAndFitTheirColumns() {
    assertThat(SampleCurrencies.all())
        .hasSizeGreaterThan(150)
        .contains(Currency.getInstance("EUR"), Currency.getInstance("JPY"))
        .allMatch(currency -> SampleCurrencies.name(currency).length() <= 32);
  }
}
