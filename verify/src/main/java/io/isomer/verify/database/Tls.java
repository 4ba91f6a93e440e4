package io.isomer.verify.database;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The authorities that an HTTPS client trusts. */
public final class Tls {

  /** The authorities that Java trusts. */
  public static final SSLContext PUBLIC = platform();

  private Tls() {}

  /**
   * Trusts only the authorities of a file.
   *
   * @param authorities certificates in PEM
   * @throws IOException naming the file, when it has none
   */
  public static SSLContext trusting(Path authorities) throws IOException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(authorities)))) {
        store.setCertificateEntry("authority" + store.size(), certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(authorities + " has no certificates in PEM: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException("cannot read the certificates in " + authorities + ": " + e, e);
    }
  }

  private static SSLContext platform() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }
}
