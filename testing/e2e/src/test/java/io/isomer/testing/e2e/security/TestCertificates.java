package io.isomer.testing.e2e.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates of a test's own, made by the JDK's keytool, as PEM files in a directory. */
final class TestCertificates {

  private static final String PASSWORD = "changeit"; // of the key store, which is deleted

  private final Path directory;
  private final Path store;

  private TestCertificates(Path directory) {
    this.directory = directory;
    this.store = directory.resolve("all.p12");
  }

  /**
   * An authority, a server's certificate that it has signed for 127.0.0.1, and an authority that
   * has signed none.
   */
  static TestCertificates in(Path directory) throws IOException {
    TestCertificates certificates = new TestCertificates(Files.createDirectories(directory));
    certificates.generate("authority", "-ext", "bc:c=ca:true");
    certificates.generate("other", "-ext", "bc:c=ca:true");
    certificates.generate("server", "-signer", "authority", "-ext", "san=ip:127.0.0.1");
    certificates.write();
    return certificates;
  }

  /** Signed the server's certificate. */
  Path authority() {
    return directory.resolve("authority.pem");
  }

  /** Did not sign it. */
  Path otherAuthority() {
    return directory.resolve("other.pem");
  }

  Path server() {
    return directory.resolve("server.pem");
  }

  Path serverKey() {
    return directory.resolve("server.key");
  }

  /** The server's key and certificate in one file. */
  Path serverIdentity() {
    return directory.resolve("server-identity.pem");
  }

  /** A key store with one key and its certificate, which both sides of a connection have. */
  Path shared(String name, String password) throws IOException {
    Path keys = directory.resolve(name + ".p12");
    generate(keys, password, name);
    return keys;
  }

  private void generate(String name, String... more) throws IOException {
    generate(store, PASSWORD, name, more);
  }

  private static void generate(Path store, String password, String name, String... more)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of("-genkeypair", "-alias", name, "-dname", "CN=" + name));
    line.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "30"));
    line.addAll(List.of("-keystore", store.toString(), "-storepass", password));
    line.addAll(List.of(more));
    Process keytool = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes());
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IOException("keytool: " + output);
    }
  }

  private void write() throws IOException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      for (String name : List.of("authority", "other", "server")) {
        Files.writeString(
            directory.resolve(name + ".pem"),
            pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
      }
      String key = pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
      Files.setPosixFilePermissions(
          Files.writeString(serverKey(), key),
          java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      Files.writeString(serverIdentity(), key + Files.readString(server()));
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificates cannot be read", e);
    }
    Files.delete(store);
  }

  private static String pem(String what, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
  }
}
