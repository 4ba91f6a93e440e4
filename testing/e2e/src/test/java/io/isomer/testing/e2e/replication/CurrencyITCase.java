package io.isomer.testing.e2e.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.testing.e2e.stack.DeployedStack;
import io.isomer.testing.e2e.stack.StackExtension;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The currency table, from PostgreSQL through Debezium, Kafka and Flink into ClickHouse. */
@ExtendWith(StackExtension.class)
class CurrencyITCase {

  private final DeployedStack stack;
  private final String id = UUID.randomUUID().toString();

  CurrencyITCase(DeployedStack stack) {
    this.stack = stack;
  }

  /** What existed before, and what other tests left, is there. */
  @BeforeEach
  void theSnapshotIsReplicated() {
    stack.awaitEqual();
  }

  private String insert(String key, String code) {
    return "INSERT INTO dw_currency (id, currency_code) VALUES ('" + key + "', '" + code + "')";
  }

  private String update(String key, String assignment) {
    return "UPDATE dw_currency SET " + assignment + " WHERE id = '" + key + "'";
  }

  private String delete(String key) {
    return "DELETE FROM dw_currency WHERE id = '" + key + "'";
  }

  @Test
  void existingRowsAreAllThere() {
    assertThat(stack.awaitEqual().rows()).isGreaterThanOrEqualTo(DeployedStack.EXISTING_ROWS - 100);
  }

  @Test
  void aRowIsInsertedUpdatedAndDeleted() throws Exception {
    long before = stack.awaitEqual().rows();
    stack.execute(insert(id, "EUR"));
    assertThat(stack.awaitEqual().rows()).isEqualTo(before + 1);
    stack.execute(update(id, "currency_name = 'Euro', value_to_try = 1.17"));
    stack.awaitEqual();
    stack.execute(delete(id));
    assertThat(stack.awaitEqual().rows()).isEqualTo(before);
  }

  @Test
  void nullAndEmptyTextStayApart() throws Exception {
    stack.execute(insert(id, ""), update(id, "currency_name = NULL, value_to_try = NULL"));
    stack.awaitEqual();
    stack.execute(update(id, "currency_code = NULL, currency_name = '', create_time = NULL"));
    stack.awaitEqual();
  }

  @Test
  void valuesAtTheirLimitsArriveExactly() throws Exception {
    for (String value :
        new String[] {
          "'NaN'", "'Infinity'", "'-Infinity'", "-0.0", "5e-324", "1.7976931348623157e308", "0.1"
        }) {
      stack.execute(
          "INSERT INTO dw_currency (value_to_try, currency_name) VALUES ("
              + value
              + ", E'\\u041A\\u0438\\u0457\\u0432 \\U0001F600 \\\\ '' \" \\t\\n')");
    }
    for (String time :
        new String[] {
          "1900-01-01 00:00:00",
          "1969-12-31 23:59:59.999999",
          "2024-03-10 02:30:00.000001",
          "2299-12-31 23:59:59.999999"
        }) {
      stack.execute(
          "INSERT INTO dw_currency (create_time, currency_date) VALUES ('%s', date '%s')"
              .formatted(time, time.substring(0, 10)));
    }
    stack.awaitEqual();
  }

  @Test
  void aChangedKeyLeavesNoGhost() throws Exception {
    long before = stack.awaitEqual().rows();
    String other = UUID.randomUUID().toString();
    stack.execute(insert(id, "OLD"), update(id, "id = '" + other + "'"));
    assertThat(stack.awaitEqual().rows()).isEqualTo(before + 1);
    stack.execute(update(other, "id = '" + id + "', currency_code = 'BACK'"));
    assertThat(stack.awaitEqual().rows()).isEqualTo(before + 1);
  }

  @Test
  void theLastOfSeveralChangesInATransactionCounts() throws Exception {
    String two = UUID.randomUUID().toString();
    String three = UUID.randomUUID().toString();
    stack.transaction(
        insert(id, "A"),
        update(id, "currency_code = 'B'"),
        update(id, "currency_code = 'C'"),
        insert(two, "X"),
        delete(two),
        insert(three, "1"),
        delete(three),
        insert(three, "2"));
    stack.awaitEqual();
    stack.transaction(delete(id), insert(id, "AGAIN"));
    stack.awaitEqual();
  }

  @Test
  void whatIsRolledBackLeavesNothing() throws Exception {
    stack.transaction(
        insert(id, "KEPT"),
        "SAVEPOINT s",
        update(id, "currency_code = 'LOST'"),
        "ROLLBACK TO SAVEPOINT s");
    stack.awaitEqual();
  }

  @Test
  void manyRowsChangeInOneTransaction() throws Exception {
    stack.transaction(
        "UPDATE dw_currency SET value_to_try = value_to_try + 1 WHERE id::text > '80'");
    stack.awaitEqual();
    stack.transaction("DELETE FROM dw_currency WHERE id::text > 'fe'");
    stack.awaitEqual();
  }

  @Test
  void oneRowChangesAHundredTimes() throws Exception {
    stack.execute(insert(id, "HOT"));
    for (int i = 0; i < 100; i++) {
      stack.execute(update(id, "value_to_try = " + i));
    }
    stack.awaitEqual();
  }
}
