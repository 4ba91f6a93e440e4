package io.isomer.testing.e2e.property.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Makes SQL literals of one type. */
public interface Values {

  /**
   * A literal, never NULL.
   *
   * @param large whether it may be so large that PostgreSQL stores it out of line
   */
  String literal(Random random, boolean large);

  /** Half of them one of the edges, the others made. */
  static Values of(Function<Random, String> typical, String... edges) {
    return (random, large) ->
        Sql.text(
            edges.length > 0 && random.nextBoolean()
                ? edges[random.nextInt(edges.length)]
                : typical.apply(random));
  }

  /** One of these. */
  static Values among(String... values) {
    return (random, large) -> Sql.text(values[random.nextInt(values.length)]);
  }

  /** Now and then a large one. */
  default Values orLarge(Function<Random, String> large) {
    return (random, allowed) ->
        allowed && random.nextInt(12) == 0
            ? Sql.text(large.apply(random))
            : literal(random, allowed);
  }

  /**
   * An array of them; empty now and then, and now and then large.
   *
   * @param nullElements whether there may be NULLs among the elements
   * @param onlyNulls whether all elements may be NULL
   */
  default Values array(String type, boolean nullElements, boolean onlyNulls) {
    return (random, large) -> {
      int length = large && random.nextInt(12) == 0 ? 1500 : random.nextInt(5);
      List<String> elements = new ArrayList<>();
      boolean value = onlyNulls;
      for (int i = 0; i < length; i++) {
        boolean isNull = nullElements && random.nextInt(5) == 0 && (value || i < length - 1);
        elements.add(isNull ? "NULL" : literal(random, false));
        value |= !isNull;
      }
      return "ARRAY[" + String.join(", ", elements) + "]::" + type + "[]";
    };
  }
}
