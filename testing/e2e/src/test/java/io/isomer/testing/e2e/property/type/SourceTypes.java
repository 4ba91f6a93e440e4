package io.isomer.testing.e2e.property.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Every type that the project maps, but for those that it refuses or Debezium sends wrong. */
public final class SourceTypes {

  /** What must be there, in a schema of its own, before tables use it. */
  public static final List<String> PREREQUISITES =
      List.of(
          "CREATE TYPE mood AS ENUM ('sad', 'it''s', 'ok, \"so\"', '')",
          "CREATE TYPE pair AS (a integer, b text)",
          "CREATE DOMAIN positive AS integer CHECK (VALUE > 0)",
          "CREATE DOMAIN short AS varchar(40)",
          "CREATE DOMAIN label AS short",
          "CREATE DOMAIN amount AS numeric(10, 2)");

  public static final List<String> EXTENSIONS = List.of("citext", "hstore", "ltree");

  private static final List<SourceType> ALL = new ArrayList<>();
  private static final List<SourceType> IN_KEYS;

  static {
    ALL.addAll(NumberTypes.all());
    ALL.addAll(TextTypes.all());
    ALL.addAll(TimeTypes.all());
    ALL.addAll(CompositeTypes.all());
    IN_KEYS = ALL.stream().filter(SourceType::inKey).toList();
  }

  private SourceTypes() {}

  public static SourceType any(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  public static SourceType anyInKeys(Random random) {
    return IN_KEYS.get(random.nextInt(IN_KEYS.size()));
  }

  /** What a column has become that was altered to its type's wider one. */
  public static SourceType widened(SourceType type) {
    return ALL.stream()
        .filter(other -> other.sql().equals(type.widened()))
        .findFirst()
        .orElse(
            new SourceType(
                type.widened(),
                type.values(),
                null,
                false,
                type.nullable(),
                type.recoversToast(),
                type.sendsDefault()));
  }
}
