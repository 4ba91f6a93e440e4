package io.isomer.testing.clickhouseserver;

import io.isomer.testing.clickhouseserver.ClickHouseServer.Config;
import io.isomer.testing.processes.GuardedProcess;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program {@code clickhouse} on this machine's PATH. */
record InstalledClickHouse(Path program) implements ServerProgram {

  private static final Pattern VERSION = Pattern.compile("version (\\d+)\\.(\\d+)\\.");

  /** Finds it in the folders of a PATH, if it is new enough for {@code is_deleted} columns. */
  static Optional<InstalledClickHouse> find(String path) throws IOException {
    for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
      Path program = Path.of(folder, "clickhouse");
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        return isNewEnough(versionText(program))
            ? Optional.of(new InstalledClickHouse(program))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String versionText(Path program) throws IOException {
    Process process =
        new ProcessBuilder(program.toString(), "local", "--version")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** From 23.2 on, ReplacingMergeTree takes a column that marks deleted rows. */
  static boolean isNewEnough(String versionText) {
    Matcher matcher = VERSION.matcher(versionText);
    if (!matcher.find()) {
      return false;
    }
    int year = Integer.parseInt(matcher.group(1));
    return year > 23 || year == 23 && Integer.parseInt(matcher.group(2)) >= 2;
  }

  @Override
  public String name() {
    return "clickhouse";
  }

  @Override
  public void prepare(Config config) {
    // it is installed
  }

  @Override
  public GuardedProcess start(Config config) throws IOException {
    Path file = InstalledConfiguration.write(config);
    return GuardedProcess.start(
        "ClickHouse",
        List.of(program.toString(), "server", "--config-file=" + file),
        Map.of(),
        config.files().work(),
        config.files().log());
  }
}
