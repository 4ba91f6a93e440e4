package io.isomer.testing.clickhouseserver;

import com.clickhouse.data.ClickHouseDataType;
import com.github.luben.zstd.Zstd;
import com.sun.jna.Native;
import io.isomer.testing.clickhouseserver.ClickHouseServer.Config;
import io.isomer.testing.clickhouseserver.chdb.ChdbHttpServer;
import io.isomer.testing.clickhouseserver.chdb.ServerOptions;
import io.isomer.testing.processes.GuardedProcess;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jpountz.lz4.LZ4Factory;

/** chDB in a JVM of its own. */
record ChdbProgram(ChdbLibrary library) implements ServerProgram {

  /** One class of every jar that the server needs: the launching JVM's class path may be long. */
  private static final List<Class<?>> NEEDED =
      List.of(
          ChdbHttpServer.class,
          Native.class,
          ClickHouseDataType.class,
          LZ4Factory.class,
          Zstd.class);

  private static final List<String> JVM_OPTIONS =
      List.of("-Xms16m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  @Override
  public String name() {
    return "chDB";
  }

  @Override
  public void prepare(Config config) throws IOException {
    library.fetch(config.progress());
  }

  @Override
  public GuardedProcess start(Config config) throws IOException {
    ServerOptions options =
        new ServerOptions(
            library.path(),
            config.files().data(),
            config.port(),
            config.user(),
            config.transport());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_OPTIONS);
    // native parts of jars are unpacked there, and a killed JVM leaves them behind
    command.add("-Djava.io.tmpdir=" + config.files().work());
    command.add("-Djna.tmpdir=" + config.files().work());
    command.addAll(List.of("-cp", classPath(), ChdbHttpServer.class.getName()));
    command.addAll(options.arguments());
    return GuardedProcess.start(
        "ClickHouse (chDB)",
        command,
        Map.of(ServerOptions.PASSWORD_VARIABLE, config.password()),
        config.files().work(),
        config.files().log());
  }

  static String classPath() {
    // the build's resources may lie apart from its classes, but the server reads none
    Stream<Path> places = NEEDED.stream().map(ChdbProgram::codeSource);
    return places.map(Path::toString).distinct().collect(Collectors.joining(File.pathSeparator));
  }

  private static Path codeSource(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the place of " + type + " is not a path", e);
    }
  }
}
