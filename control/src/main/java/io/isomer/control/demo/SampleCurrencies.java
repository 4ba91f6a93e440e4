package io.isomer.control.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The real ISO 4217 currencies, as the JDK has them, with generated rates. */
final class SampleCurrencies {

  private static final int MAX_NAME_CHARS = 32;
  private static final long SEED = 4217;
  private static final double RATE_DIGITS = 1e4;
  private static final LocalDate DATE = LocalDate.of(2024, 1, 1);

  private static final String INSERT =
      """
      INSERT INTO public.dw_currency (currency_date, currency_code, currency_name, value_to_try)
      VALUES (?, ?, ?, ?)
      """;

  private SampleCurrencies() {}

  /** Those whose English name fits the table's column, by code. */
  static List<Currency> all() {
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> name(currency).length() <= MAX_NAME_CHARS)
        .sorted(Comparator.comparing(Currency::getCurrencyCode))
        .toList();
  }

  static String name(Currency currency) {
    return currency.getDisplayName(Locale.ENGLISH);
  }

  /**
   * Fills an empty table in one transaction.
   *
   * @return how many rows were written; 0 when the table was not empty
   */
  static int seed(Connection connection) throws SQLException {
    if (!isEmpty(connection)) {
      return 0;
    }
    List<Currency> currencies = all();
    Random rates = new Random(SEED);
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Currency currency : currencies) {
        insert.setObject(1, DATE);
        insert.setString(2, currency.getCurrencyCode());
        insert.setString(3, name(currency));
        insert.setDouble(
            4, Math.round(Math.exp(2 * rates.nextGaussian()) * RATE_DIGITS) / RATE_DIGITS);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    return currencies.size();
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT NOT EXISTS (SELECT FROM public.dw_currency)")) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
