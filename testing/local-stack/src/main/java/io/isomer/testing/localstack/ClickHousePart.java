package io.isomer.testing.localstack;

import io.isomer.testing.clickhouseserver.ClickHouseServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** ClickHouse: an installed server, else its engine as a library behind its HTTP interface. */
public final class ClickHousePart implements Part {

  private final StackConfig config;
  private final StackListener listener;
  private volatile ClickHouseServer server;
  private volatile boolean stopped;

  public ClickHousePart(StackConfig config, StackListener listener) {
    this.config = config;
    this.listener = listener;
  }

  @Override
  public PartName name() {
    return PartName.CLICKHOUSE;
  }

  /**
   * Unlike other parts' start, returns when the server serves. Holds no lock meanwhile: a first
   * start downloads, and {@link #stop()} is not to wait for that.
   */
  @Override
  public void start() throws IOException {
    if (server != null) {
      server.restart();
      return;
    }
    server =
        ClickHouseServer.start(
            new ClickHouseServer.Config(
                config.directory(name()),
                config.ports().clickhouse(),
                StackConfig.CLICKHOUSE_USER,
                config.secrets().clickhousePassword(),
                step -> listener.progress(name(), step.toString()),
                config.security().clickhouse()));
    if (stopped) {
      server.close();
      throw new IOException("ClickHouse was stopped while it started");
    }
  }

  @Override
  public void awaitReady() {
    server(); // start() has waited
  }

  /** The server itself, for what only it can do. */
  public ClickHouseServer server() {
    if (server == null) {
      throw new IllegalStateException("ClickHouse has not been started");
    }
    return server;
  }

  @Override
  public String address() {
    return config.clickhouseUrl();
  }

  @Override
  public long pid() {
    return server().pid();
  }

  @Override
  public boolean isAlive() {
    return server != null && server.process().isAlive();
  }

  @Override
  public CompletableFuture<Integer> onExit() {
    return server().process().onExit();
  }

  @Override
  public Path log() {
    return config.directory(name()).resolve("clickhouse.log");
  }

  @Override
  public void kill() {
    server().kill();
  }

  @Override
  public void restart() throws IOException {
    server().restart();
  }

  @Override
  public void stop() {
    stopped = server == null;
    if (server != null) {
      server.close();
    }
  }
}
