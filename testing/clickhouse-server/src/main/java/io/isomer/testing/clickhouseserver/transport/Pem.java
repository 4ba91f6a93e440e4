package io.isomer.testing.clickhouseserver.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS from certificates and keys in PEM files. */
final class Pem {

  /** Of a key store that is in memory only. */
  private static final char[] PASSWORD = "in memory".toCharArray();

  private Pem() {}

  /** For a server that proves who it is. */
  static SSLContext identity(Path certificate, Path key) throws IOException {
    try {
      KeyStore store = empty();
      store.setKeyEntry("server", key(key), PASSWORD, certificates(certificate));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, PASSWORD);
      return context(managers.getKeyManagers(), null);
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS with " + certificate + " and " + key + ": " + e, e);
    }
  }

  /** For a client that trusts nobody but this authority. */
  static SSLContext trusting(Path authority) throws IOException {
    try {
      KeyStore store = empty();
      Certificate[] certificates = certificates(authority);
      for (int i = 0; i < certificates.length; i++) {
        store.setCertificateEntry("authority" + i, certificates[i]);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      return context(null, managers.getTrustManagers());
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificates in " + authority + ": " + e, e);
    }
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Certificate[] certificates(Path file)
      throws IOException, GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
        .toArray(Certificate[]::new);
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String body = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
  }
}
