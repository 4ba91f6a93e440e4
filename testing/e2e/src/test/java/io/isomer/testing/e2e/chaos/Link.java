package io.isomer.testing.e2e.chaos;

/** A connection between parts that can be cut. */
enum Link {
  JOB_CLICKHOUSE("job to ClickHouse"),
  CONNECT_POSTGRES("Kafka Connect to PostgreSQL");

  private final String title;

  Link(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
