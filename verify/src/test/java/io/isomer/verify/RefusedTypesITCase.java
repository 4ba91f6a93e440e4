package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that cannot be compared are named, with what to do, and never taken for equal. */
class RefusedTypesITCase {

  private static final TwoDatabases DATABASES = TwoDatabases.shared();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** As pg_type has it. */
  private static String name(String type) {
    return type.equals("bit varying") ? "varbit" : type;
  }

  private static String copied(String type) {
    return type.equals("vector") || type.equals("halfvec") ? "Array(Float32)" : "String";
  }

  /** Extensions' types, which need not be installed: a type's name is what the verifier sees. */
  private static void createType(String type) throws Exception {
    DATABASES.source(
        "CREATE TYPE refused.%s".formatted(type),
        "CREATE FUNCTION refused.%1$s_in(cstring) RETURNS refused.%1$s IMMUTABLE STRICT LANGUAGE internal AS 'textin'"
            .formatted(type),
        "CREATE FUNCTION refused.%1$s_out(refused.%1$s) RETURNS cstring IMMUTABLE STRICT LANGUAGE internal AS 'textout'"
            .formatted(type),
        "CREATE TYPE refused.%1$s (INPUT = refused.%1$s_in, OUTPUT = refused.%1$s_out, LIKE = text)"
            .formatted(type));
  }

  @Test
  void theyAreNamedUntilTheyAreLeftOut(@TempDir Path directory) throws Exception {
    List<String> types = FormCases.REFUSED;
    List<String> source = new ArrayList<>(List.of("id int PRIMARY KEY"));
    List<String> copy = new ArrayList<>(List.of("id Int32"));
    List<String> exclusions = new ArrayList<>();
    List<String> names = IntStream.range(0, types.size()).mapToObj(i -> "c" + i).toList();
    DATABASES.source("CREATE SCHEMA refused");
    for (int i = 0; i < types.size(); i++) {
      boolean builtIn = List.of("line", "circle", "bit varying").contains(types.get(i));
      if (!builtIn) {
        createType(types.get(i));
      }
      source.add(names.get(i) + (builtIn ? " " : " refused.") + types.get(i));
      copy.add(names.get(i) + " " + copied(types.get(i)));
      exclusions.addAll(List.of("--exclude-column", "refused.shapes." + names.get(i)));
    }
    DATABASES.source(
        "CREATE TABLE refused.shapes (" + String.join(", ", source) + ")",
        "INSERT INTO refused.shapes (id) VALUES (1)");
    DATABASES.copy(
        "CREATE TABLE shapes (" + String.join(", ", copy) + ") ENGINE = MergeTree ORDER BY id",
        "INSERT INTO shapes (id) VALUES (1)");
    List<String> arguments = new ArrayList<>(DATABASES.arguments());
    arguments.add("refused.shapes");
    VerifierProcess verifier = new VerifierProcess(arguments, directory);

    VerifierProcess.Run refused = verifier.run(LIMIT);
    assertThat(refused.exitCode()).isEqualTo(2);
    String failure = refused.report().get("tables").get(0).get("failure").asText();
    for (int i = 0; i < types.size(); i++) {
      assertThat(failure)
          .contains(
              "column %s is %s in PostgreSQL and %s in ClickHouse, which cannot be compared; leave it out with --exclude-column refused.shapes.%1$s"
                  .formatted(names.get(i), name(types.get(i)), copied(types.get(i))));
    }

    VerifierProcess.Run without = verifier.run(LIMIT, exclusions.toArray(String[]::new));
    assertThat(without.exitCode()).isZero();
    List<String> uncompared = new ArrayList<>();
    for (JsonNode column : without.report().get("tables").get(0).get("notCompared")) {
      uncompared.add(column.asText());
    }
    assertThat(uncompared).containsExactlyElementsOf(names);
  }
}
