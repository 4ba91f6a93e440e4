package io.isomer.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.isomer.process.Await;
import io.isomer.stack.Part;
import io.isomer.stack.PartName;
import io.isomer.stack.PostgresPart;
import io.isomer.stack.pipeline.Connector;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A busy database whose replicated table is quiet: its slot must let go of the log, and never of a
 * change that Kafka does not have.
 */
@ExtendWith(StackExtension.class)
class QuietSlotITCase {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int ANSWERS = 5;
  private static final String SLOT = "isomer_dw_currency";

  private final DeployedStack stack;

  QuietSlotITCase(DeployedStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void createOtherTable() throws SQLException {
    stack.awaitEqual();
    stack.execute("CREATE TABLE other (id serial PRIMARY KEY, v text)");
  }

  @AfterEach
  void dropOtherTable() throws SQLException {
    stack.execute("DROP TABLE other");
  }

  @Test
  void theSlotPassesWhatIsWrittenToOtherTables() throws Exception {
    writeElsewhere();
    String mark = position();
    awaitSlot("confirmed_flush_lsn", mark);
    awaitSlot("restart_lsn", mark);

    part(PartName.CONNECT).kill();
    writeElsewhere();
    part(PartName.CONNECT).restart();
    awaitSlot("confirmed_flush_lsn", position());
    stack.execute("INSERT INTO dw_currency (currency_code) VALUES ('Q')");
    stack.awaitEqual();
  }

  /** One of the changes is of a transaction that began before what the slot has let go of. */
  @Test
  void nothingIsConfirmedThatKafkaDoesNotHave() throws Exception {
    use(talkative());
    try (Connection open = PostgresPart.connect(stack.stack().config());
        Statement statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.execute(
          "INSERT INTO dw_currency (currency_code)"
              + " SELECT 'A' || n FROM generate_series(1, 1000) n");
      stack.execute("INSERT INTO dw_currency (currency_code) VALUES ('B')");
      writeElsewhere();
      awaitSlot("confirmed_flush_lsn", position());

      signal("STOP", PartName.KAFKA);
      try {
        String before = position();
        open.commit();
        stack.execute("INSERT INTO dw_currency (currency_code) VALUES ('C')");
        for (int i = 0; i < ANSWERS; i++) {
          awaitReceived();
          assertThat(slotPasses("confirmed_flush_lsn", before))
              .as("confirmed past what Kafka does not have: " + slot())
              .isFalse();
        }
        part(PartName.CONNECT).kill();
      } finally {
        signal("CONT", PartName.KAFKA);
        part(PartName.CONNECT).restart();
      }
    }
    stack.awaitEqual();
    use(shipped());
  }

  private Part part(PartName name) {
    return stack.stack().part(name);
  }

  private void signal(String signal, PartName name) throws IOException, InterruptedException {
    String pid = String.valueOf(part(name).pid());
    assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
  }

  private void writeElsewhere() throws SQLException {
    stack.execute("INSERT INTO other (v) SELECT repeat('x', 1000) FROM generate_series(1, 100)");
  }

  private String position() throws SQLException {
    return stack.query("SELECT pg_current_wal_insert_lsn()");
  }

  /** Waits while the database stays busy, as far as the table goes that nobody replicates. */
  private void awaitSlot(String column, String mark) {
    Await.until(
        "the slot's " + column + " to pass " + mark,
        LIMIT,
        () -> {
          writeElsewhere();
          return slotPasses(column, mark);
        },
        this::slot);
  }

  private boolean slotPasses(String column, String mark) throws SQLException {
    return stack
        .query(
            "SELECT %s > '%s' FROM pg_replication_slots WHERE slot_name = '%s'"
                .formatted(column, mark, SLOT))
        .equals("t");
  }

  private String slot() {
    try {
      return stack.query(
          "SELECT 'now ' || pg_current_wal_lsn() || ' ' || s FROM pg_replication_slots s"
              + " WHERE slot_name = '%s'".formatted(SLOT));
    } catch (SQLException e) { // this is what was last seen
      return String.valueOf(e.getMessage());
    }
  }

  /** Waits until Connect has told that it has received what is behind a new position. */
  private void awaitReceived() throws SQLException {
    String mark = position();
    Await.until(
        "Connect to receive what is behind " + mark,
        LIMIT,
        () -> {
          writeElsewhere();
          return stack
              .query(
                  "SELECT write_lsn > '%s' FROM pg_stat_replication r JOIN pg_replication_slots s"
                          .formatted(mark)
                      + " ON s.active_pid = r.pid WHERE s.slot_name = '%s'".formatted(SLOT))
              .equals("t");
        },
        this::slot);
  }

  /** The shipped connector, which tells its positions more often. */
  private Connector talkative() throws IOException {
    Connector shipped = shipped();
    ObjectNode settings = shipped.settings().deepCopy();
    return new Connector(shipped.name(), settings.put("status.update.interval.ms", "200"));
  }

  private Connector shipped() throws IOException {
    return Connector.in(stack.stack().config().installation().connectors()).get(0);
  }

  private void use(Connector connector) throws IOException {
    connector.register(stack.stack().config());
    connector.awaitRunning(stack.stack().config());
  }
}
