package io.isomer.control.ddl;

import io.isomer.changelog.TableId;
import io.isomer.clickhouse.ClickHouseOptions;
import io.isomer.clickhouse.DdlScript;
import io.isomer.clickhouse.table.UnfitTableException;
import io.isomer.job.InvalidPipelineException;
import io.isomer.job.Pipeline;
import io.isomer.postgressource.Catalog;
import io.isomer.postgressource.SourceTable;
import io.isomer.verify.database.PostgresUrl;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prints the statements that create the targets of a pipeline's tables. A program of its own, as it
 * needs Flink on the class path for the pipeline's options. Arguments: the source's JDBC URL and
 * user, and the job's own arguments; the password is in {@code PGPASSWORD}.
 */
public final class DdlProgram {

  private static final int FIRST_OPTION = 2;

  private final Pipeline pipeline;
  private final ClickHouseOptions options;
  private final String database;
  private final PrintStream out;

  private DdlProgram(Pipeline pipeline, PrintStream out) throws InvalidPipelineException {
    this.pipeline = pipeline;
    this.options = pipeline.clickHouse();
    this.database = database(options.get(ClickHouseOptions.URL));
    this.out = out;
  }

  /** Ends with 1 when a table cannot be replicated, after the statements of the others. */
  public static void main(String[] arguments) throws SQLException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    String[] job = Arrays.copyOfRange(arguments, FIRST_OPTION, arguments.length);
    List<String> problems;
    try (Connection source =
        PostgresUrl.connect(
            arguments[0], arguments[1], System.getenv().getOrDefault("PGPASSWORD", ""))) {
      problems = new DdlProgram(Pipeline.of(System.getenv(), job), out).print(source);
    } catch (InvalidPipelineException e) {
      problems = List.of(e.getMessage());
    }
    problems.forEach(problem -> System.err.println("isomer: " + problem));
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private List<String> print(Connection source) throws SQLException {
    List<String> problems = new ArrayList<>();
    DdlScript.shared(options, database).forEach(this::statement);
    for (SourceTable table : Catalog.tables(source)) {
      TableId id = new TableId(table.schema(), table.name());
      if (!pipeline.replicates(id)) {
        continue;
      }
      try {
        SourceSchema schema = SourceSchema.of(table, pipeline.tableRules().source(id));
        List<String> statements = DdlScript.target(options, database, schema.schema());
        schema.remarks().forEach(r -> out.println("-- " + table.fullName() + ": " + r));
        statements.forEach(this::statement);
      } catch (IllegalArgumentException | UnfitTableException e) {
        problems.add(e.getMessage());
      }
    }
    return problems;
  }

  private void statement(String sql) {
    out.println(SqlLayout.lines(sql) + ";\n");
  }

  /** The path of {@code jdbc:clickhouse://host:port/database}. */
  private static String database(String url) {
    String path = URI.create(url.substring("jdbc:".length())).getPath();
    return path == null || path.length() <= 1 ? "default" : path.substring(1);
  }
}
