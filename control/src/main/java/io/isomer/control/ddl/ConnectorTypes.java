package io.isomer.control.ddl;

import io.isomer.changelog.ColumnKind;
import io.isomer.changelog.ColumnType;
import io.isomer.postgressource.SourceType;
import io.isomer.postgressource.preflight.ReplicatedTypes;
import io.isomer.postgressource.preflight.UnreplicatedTypeException;
import java.util.Set;

/**
 * As what a connector with the settings of {@code connectors/} sends PostgreSQL's types; {@code
 * docs/TYPES.md} has the whole table.
 */
final class ConnectorTypes {

  private static final int MICROS = 6;
  private static final int MONEY_DIGITS = 19;
  private static final int MONEY_SCALE = 2;

  /** Whose arrays Debezium sends as arrays; those of other types come as PostgreSQL's text. */
  private static final Set<String> ELEMENTS =
      Set.of(
          "int2",
          "int4",
          "int8",
          "oid",
          "float4",
          "float8",
          "numeric",
          "bool",
          "text",
          "varchar",
          "bpchar",
          "citext",
          "date",
          "timestamp",
          "timestamptz",
          "uuid",
          "json",
          "jsonb",
          "bytea",
          "inet",
          "cidr",
          "macaddr",
          "macaddr8",
          "timetz",
          "hstore",
          "int4range",
          "int8range",
          "numrange",
          "tsrange",
          "tstzrange",
          "daterange");

  private ConnectorTypes() {}

  /**
   * @throws UnreplicatedTypeException for a type whose values do not arrive
   */
  static ColumnType of(SourceType type) throws UnreplicatedTypeException {
    ReplicatedTypes.require(type);
    return switch (type.kind()) {
      case ENUM -> ColumnType.of(ColumnKind.ENUM);
      case ARRAY -> array(type.element());
      case BASE -> base(type);
      case COMPOSITE, RANGE, MULTIRANGE, PSEUDO -> ColumnType.of(ColumnKind.STRING);
    };
  }

  private static ColumnType array(SourceType element) throws UnreplicatedTypeException {
    return element.kind() == SourceType.Kind.ENUM || ELEMENTS.contains(element.name())
        ? ColumnType.arrayOf(of(element))
        : ColumnType.of(ColumnKind.STRING);
  }

  private static ColumnType base(SourceType type) {
    return switch (type.name()) {
      case "bool" -> ColumnType.of(ColumnKind.BOOLEAN);
      case "int2" -> ColumnType.of(ColumnKind.INT16);
      case "int4" -> ColumnType.of(ColumnKind.INT32);
      case "int8" -> ColumnType.of(ColumnKind.INT64);
      case "oid" -> ColumnType.of(ColumnKind.UINT32);
      case "float4" -> ColumnType.of(ColumnKind.FLOAT32);
      case "float8" -> ColumnType.of(ColumnKind.FLOAT64);
      case "numeric" -> numeric(type);
      case "money" -> ColumnType.decimal(MONEY_DIGITS, MONEY_SCALE);
      case "bit" -> ColumnType.of(type.modifier() == 1 ? ColumnKind.BOOLEAN : ColumnKind.BITS);
      case "bytea" -> ColumnType.of(ColumnKind.BYTES);
      case "date" -> ColumnType.of(ColumnKind.DATE);
      case "timestamp" -> ColumnType.time(ColumnKind.TIMESTAMP, MICROS);
      case "timestamptz" -> ColumnType.time(ColumnKind.TIMESTAMP_TZ, MICROS);
      case "time" -> ColumnType.time(ColumnKind.TIME, MICROS);
      case "timetz" -> ColumnType.of(ColumnKind.TIME_TZ);
      case "interval" -> ColumnType.of(ColumnKind.INTERVAL);
      case "uuid" -> ColumnType.of(ColumnKind.UUID);
      case "json", "jsonb" -> ColumnType.of(ColumnKind.JSON);
      case "hstore" -> ColumnType.map();
      case "point" -> ColumnType.point();
      case "vector", "halfvec" -> ColumnType.vector();
      default -> ColumnType.of(ColumnKind.STRING);
    };
  }

  /** Debezium does not tell the digits of a domain. */
  private static ColumnType numeric(SourceType type) {
    return type.precision() < 0 || type.domain()
        ? ColumnType.of(ColumnKind.DECIMAL)
        : ColumnType.decimal(type.precision(), type.scale());
  }
}
