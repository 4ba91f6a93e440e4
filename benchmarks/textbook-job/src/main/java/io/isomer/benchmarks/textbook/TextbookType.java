package io.isomer.benchmarks.textbook;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/** How the job reads and binds a column of a PostgreSQL type. */
enum TextbookType {
  STRING(DataTypes.STRING()) {
    @Override
    void set(PreparedStatement statement, int index, RowData row, int field) throws SQLException {
      statement.setString(index, row.getString(field).toString());
    }
  },
  SMALLINT(DataTypes.SMALLINT()) {
    @Override
    void set(PreparedStatement statement, int index, RowData row, int field) throws SQLException {
      statement.setShort(index, row.getShort(field));
    }
  },
  INTEGER(DataTypes.INT()) {
    @Override
    void set(PreparedStatement statement, int index, RowData row, int field) throws SQLException {
      statement.setInt(index, row.getInt(field));
    }
  },
  BIGINT(DataTypes.BIGINT()) {
    @Override
    void set(PreparedStatement statement, int index, RowData row, int field) throws SQLException {
      statement.setLong(index, row.getLong(field));
    }
  },
  DOUBLE(DataTypes.DOUBLE()) {
    @Override
    void set(PreparedStatement statement, int index, RowData row, int field) throws SQLException {
      statement.setDouble(index, row.getDouble(field));
    }
  },
  BOOLEAN(DataTypes.BOOLEAN()) {
    @Override
    void set(PreparedStatement statement, int index, RowData row, int field) throws SQLException {
      statement.setBoolean(index, row.getBoolean(field));
    }
  },
  /** Text, by decimal.handling.mode=string. */
  NUMERIC(DataTypes.STRING()) {
    @Override
    void set(PreparedStatement statement, int index, RowData row, int field) throws SQLException {
      statement.setBigDecimal(index, new BigDecimal(row.getString(field).toString()));
    }
  },
  /** Microseconds since 1970, by time.precision.mode=microseconds. */
  TIMESTAMP(DataTypes.BIGINT()) {
    @Override
    void set(PreparedStatement statement, int index, RowData row, int field) throws SQLException {
      long micros = row.getLong(field);
      long second = TimeUnit.SECONDS.toMicros(1);
      statement.setObject(
          index,
          Instant.ofEpochSecond(
              Math.floorDiv(micros, second),
              TimeUnit.MICROSECONDS.toNanos(Math.floorMod(micros, second))));
    }
  },
  /** Days since 1970. */
  DATE(DataTypes.INT()) {
    @Override
    void set(PreparedStatement statement, int index, RowData row, int field) throws SQLException {
      statement.setObject(index, LocalDate.ofEpochDay(row.getInt(field)));
    }
  };

  private final DataType dataType;

  TextbookType(DataType dataType) {
    this.dataType = dataType;
  }

  DataType dataType() {
    return dataType;
  }

  /** Binds a value that is not NULL. */
  abstract void set(PreparedStatement statement, int index, RowData row, int field)
      throws SQLException;
}
