package io.isomer.testing.e2e.chaos;

import io.isomer.testing.localstack.StackConfig;
import io.isomer.testing.processes.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to a server that can be blocked: by refusing connections, or by letting no byte pass. */
final class TcpProxy implements AutoCloseable {

  /** What becomes of connections. */
  enum State {
    OPEN,
    /** Those that are there break, new ones are refused. */
    REFUSING,
    /** Nothing passes; what was on its way arrives when the proxy opens again. */
    STALLED
  }

  private static final int BUFFER_BYTES = 1 << 16;

  private final ServerSocket listener;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private State state = State.OPEN;

  /**
   * @param target the server's port on this machine
   */
  TcpProxy(int target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(Ports.free(), 128, InetAddress.getByName(StackConfig.HOST));
    start("accept", this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  void become(State next) {
    synchronized (this) {
      state = next;
      notifyAll();
    }
    if (next == State.REFUSING) {
      sockets.forEach(TcpProxy::close);
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        start("connect", () -> connect(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void connect(Socket client) {
    sockets.add(client);
    try {
      if (awaitPassage()) {
        Socket server = new Socket(StackConfig.HOST, target);
        sockets.add(server);
        start("there", () -> pump(client, server));
        pump(server, client);
        return;
      }
    } catch (IOException | InterruptedException e) {
      // the server is down: to the client it is the same as a broken connection
    }
    close(client);
  }

  /** Returns false where connections are refused. */
  private synchronized boolean awaitPassage() throws InterruptedException {
    while (state == State.STALLED) {
      wait();
    }
    return state == State.OPEN;
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0 && awaitPassage(); n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    } catch (IOException | InterruptedException e) {
      // one side has gone; the other one hears of it
    }
    close(from);
    close(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // closed enough
    }
  }

  private void start(String what, Runnable task) {
    Thread thread = new Thread(task, "proxy-" + port() + "-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    become(State.REFUSING);
    sockets.forEach(TcpProxy::close);
  }
}
