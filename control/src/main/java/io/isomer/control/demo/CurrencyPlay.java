package io.isomer.control.demo;

import io.isomer.control.terminal.Terminal;
import io.isomer.testing.processes.Await;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Changes a few rows of the currency table, and shows both sides after each change. */
final class CurrencyPlay {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final double NANOS_PER_MILLI = 1e6;

  private final Connection connection;
  private final CurrencyRows source;
  private final CurrencyRows target;
  private final Terminal terminal;
  private final List<String> keys = new ArrayList<>();

  CurrencyPlay(Connection connection, CurrencyRows source, CurrencyRows target, Terminal terminal) {
    this.connection = connection;
    this.source = source;
    this.target = target;
    this.terminal = terminal;
  }

  /** The whole play: rows come, change, move to another key, and go. */
  void perform() throws IOException, SQLException {
    seed();
    String euro = key();
    String yen = key();
    String franc = key();
    String insert =
        "INSERT INTO public.dw_currency (id, currency_date, currency_code, currency_name, value_to_try)"
            + " VALUES (?::uuid, current_date, ?, ?, ?::float8)";
    act(
        "INSERT three rows",
        new Change(insert, euro, "EUR", "Euro", "1.0842"),
        new Change(insert, yen, "JPY", "Japanese Yen", "161.94"),
        new Change(insert, franc, "CHF", "Swiss Franc", "0.9613"));
    act(
        "UPDATE two of them",
        new Change("UPDATE public.dw_currency SET value_to_try = 1.0917 WHERE id = ?::uuid", euro),
        new Change("UPDATE public.dw_currency SET value_to_try = NULL WHERE id = ?::uuid", yen));
    String moved = key();
    act(
        "UPDATE the key of one",
        new Change("UPDATE public.dw_currency SET id = ?::uuid WHERE id = ?::uuid", moved, yen));
    act("DELETE one", new Change("DELETE FROM public.dw_currency WHERE id = ?::uuid", franc));
  }

  private record Change(String sql, List<String> arguments) {
    Change(String sql, String... arguments) {
      this(sql, List.of(arguments));
    }
  }

  private String key() {
    String key = UUID.randomUUID().toString();
    keys.add(key);
    return key;
  }

  private void seed() throws IOException, SQLException {
    int rows = SampleCurrencies.seed(connection);
    if (rows > 0) {
      long committed = System.nanoTime();
      Await.until(
          "ClickHouse to have the sample rows", LIMIT, () -> target.count() >= source.count());
      terminal.line("");
      terminal.line(
          Terminal.bold(rows + " ISO 4217 currencies with generated rates") + visible(committed));
    }
  }

  /** Makes the changes in one transaction and waits until both sides show the same rows. */
  private void act(String title, Change... changes) throws IOException, SQLException {
    connection.setAutoCommit(false);
    for (Change change : changes) {
      execute(change);
    }
    connection.commit();
    long committed = System.nanoTime();
    connection.setAutoCommit(true);
    Map<String, CurrencyRow> now = source.of(keys);
    Map<String, CurrencyRow> before = target.of(keys);
    Await.until("ClickHouse to show the same rows", LIMIT, () -> target.of(keys).equals(now));
    terminal.line("");
    terminal.line(Terminal.bold(title) + visible(committed));
    new SideBySide(keys).lines(now, before).forEach(terminal::line);
  }

  private void execute(Change change) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(change.sql())) {
      for (int i = 0; i < change.arguments().size(); i++) {
        statement.setString(i + 1, change.arguments().get(i));
      }
      statement.executeUpdate();
    }
  }

  private static String visible(long committedNanos) {
    double millis = (System.nanoTime() - committedNanos) / NANOS_PER_MILLI;
    return String.format(Locale.ROOT, ": in ClickHouse %.0f ms after the commit", millis);
  }
}
