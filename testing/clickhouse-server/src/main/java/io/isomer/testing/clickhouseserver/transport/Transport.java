package io.isomer.testing.clickhouseserver.transport;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;

/** How clients reach a server's HTTP interface. */
public sealed interface Transport {

  /** In plain text, which is enough for the loopback interface. */
  Transport HTTP = new Http();

  /** The URLs' scheme. */
  String scheme();

  /** What is behind the port in a JDBC URL. */
  String jdbcParameters();

  /** A server that is bound, and not started. */
  HttpServer bind(InetSocketAddress address, int backlog) throws IOException;

  /** Lets a client trust the server. */
  HttpClient.Builder client(HttpClient.Builder client) throws IOException;

  /** The arguments that {@link #parse} reads. */
  List<String> arguments();

  /**
   * Plain HTTP, or HTTPS where the certificate is given.
   *
   * @param files certificate, key and authority; empty for none
   */
  static Transport parse(List<Path> files) {
    return files.isEmpty() ? HTTP : new Https(files.get(0), files.get(1), files.get(2));
  }

  /** Plain text. */
  record Http() implements Transport {

    @Override
    public String scheme() {
      return "http";
    }

    @Override
    public String jdbcParameters() {
      return "";
    }

    @Override
    public HttpServer bind(InetSocketAddress address, int backlog) throws IOException {
      return HttpServer.create(address, backlog);
    }

    @Override
    public HttpClient.Builder client(HttpClient.Builder client) {
      return client;
    }

    @Override
    public List<String> arguments() {
      return List.of();
    }
  }

  /**
   * TLS.
   *
   * @param certificate PEM file of the server's certificate
   * @param key PEM file of its private key, PKCS #8 and not encrypted
   * @param authority PEM file of the certificate that has signed it, which clients trust
   */
  record Https(Path certificate, Path key, Path authority) implements Transport {

    @Override
    public String scheme() {
      return "https";
    }

    @Override
    public String jdbcParameters() {
      return "?ssl=true&sslrootcert=" + authority;
    }

    @Override
    public HttpServer bind(InetSocketAddress address, int backlog) throws IOException {
      HttpsServer server = HttpsServer.create(address, backlog);
      server.setHttpsConfigurator(new HttpsConfigurator(Pem.identity(certificate, key)));
      return server;
    }

    @Override
    public HttpClient.Builder client(HttpClient.Builder client) throws IOException {
      return client.sslContext(Pem.trusting(authority));
    }

    @Override
    public List<String> arguments() {
      return List.of("--certificate=" + certificate, "--key=" + key, "--authority=" + authority);
    }
  }
}
