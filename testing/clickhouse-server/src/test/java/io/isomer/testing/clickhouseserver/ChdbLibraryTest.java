package io.isomer.testing.clickhouseserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChdbLibraryTest {

  private static final Path HOME = Path.of("/home/me");

  @TempDir Path directory;

  /** A program in npm's place that says how it was called. */
  private ChdbLibrary library(String script) throws IOException {
    Path npm = directory.resolve("npm");
    Files.writeString(
        npm, "#!/bin/sh\nset -e\necho \"$@\" >> '" + directory + "/calls'\n" + script);
    Files.setPosixFilePermissions(npm, PosixFilePermissions.fromString("rwx------"));
    return new ChdbLibrary(
        directory.resolve("cache"), new NpmPackage("@chdb/lib-some-os", "1.2", npm.toString()));
  }

  private ChdbLibrary packing(String file) throws IOException {
    return library("mkdir package; echo engine > package/" + file + "; tar czf x.tgz package\n");
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(directory.resolve("calls"));
  }

  @Test
  void fetchesOnceAndTellsOfIt() throws IOException {
    ChdbLibrary library = packing("libchdb.so");
    List<Progress.Step> steps = new ArrayList<>();
    Path path = library.fetch(steps::add);
    assertThat(path).isEqualTo(directory.resolve("cache/chdb/1.2/some-os/libchdb.so"));
    assertThat(path).hasContent("engine\n");
    assertThat(library.fetch(steps::add)).isEqualTo(path);
    assertThat(calls()).singleElement().asString().startsWith("pack @chdb/lib-some-os@1.2 ");
    assertThat(steps.get(steps.size() - 1).bytes()).isEqualTo(7);
    assertThat(steps.get(steps.size() - 1).totalBytes()).isEqualTo(7);
    try (Stream<Path> files = Files.list(path.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("libchdb.so", "lock");
    }
  }

  @Test
  void concurrentStartersFetchOnce() throws Exception {
    ChdbLibrary library = packing("libchdb.so");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Path>> paths = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        paths.add(pool.submit(() -> library.fetch(Progress.SILENT)));
      }
      for (Future<Path> path : paths) {
        assertThat(path.get()).hasContent("engine\n");
      }
    } finally {
      pool.shutdown();
    }
    assertThat(calls()).hasSize(1);
  }

  @Test
  void aFailedFetchSaysWhyAndWhatToDoAndLeavesNothing() throws IOException {
    ChdbLibrary failing = library("echo 'npm error network is down' >&2; exit 1\n");
    assertThatThrownBy(() -> failing.fetch(Progress.SILENT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("network is down")
        .hasMessageContaining("npm ping")
        .hasMessageContaining("install ClickHouse");
    assertThat(failing.path()).doesNotExist();
    assertThat(failing.path().resolveSibling("part")).doesNotExist();
    assertThat(packing("libchdb.so").fetch(Progress.SILENT)).exists();
  }

  @Test
  void anArchiveWithoutTheLibraryIsAnError() throws IOException {
    ChdbLibrary library = packing("other.so");
    assertThatThrownBy(() -> library.fetch(Progress.SILENT))
        .hasMessageContaining("holds no package/libchdb.so");
  }

  @Test
  void aMissingNpmIsNamed() {
    ChdbLibrary library =
        new ChdbLibrary(
            directory, new NpmPackage("@chdb/lib-x", "1", directory.resolve("none").toString()));
    assertThatThrownBy(() -> library.fetch(Progress.SILENT))
        .hasMessageContaining("npm cannot be started")
        .hasMessageContaining("install npm");
  }

  @Test
  void theCacheFolderFollowsTheEnvironment() {
    assertThat(ChdbLibrary.cacheFolder(Map.of("ISOMER_CACHE", "/a", "XDG_CACHE_HOME", "/b"), HOME))
        .isEqualTo(Path.of("/a"));
    assertThat(ChdbLibrary.cacheFolder(Map.of("ISOMER_CACHE", "", "XDG_CACHE_HOME", "/b"), HOME))
        .isEqualTo(Path.of("/b/isomer"));
    assertThat(ChdbLibrary.cacheFolder(Map.of(), HOME))
        .isEqualTo(Path.of("/home/me/.cache/isomer"));
  }

  @Test
  void theVersionComesFromTheBuild() throws IOException {
    assertThat(ChdbLibrary.version()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void platformsHaveTheirPackages() throws IOException {
    assertThat(Platform.of("Linux", "amd64").npmPackage()).isEqualTo("@chdb/lib-linux-x64-gnu");
    assertThat(Platform.of("Mac OS X", "aarch64").npmPackage()).isEqualTo("@chdb/lib-darwin-arm64");
    assertThatThrownBy(() -> Platform.of("Windows 11", "amd64").npmPackage())
        .hasMessageContaining("no chDB for windows 11 on x64");
  }
}
