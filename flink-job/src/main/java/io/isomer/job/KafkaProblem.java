package io.isomer.job;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;

/** Says what is wrong where Kafka cannot be asked, and what to look at. */
final class KafkaProblem {

  private KafkaProblem() {}

  /** What an answer that failed tells. */
  static String answered(String brokers, Throwable failure) {
    String kafka = "Kafka at " + brokers + " (kafka.bootstrap-servers)";
    String detail = root(failure).getMessage();
    if (failure instanceof SslAuthenticationException) {
      return kafka
          + " and the job do not trust each other: do the certificates in"
          + " kafka.client.ssl.truststore.* and ssl.keystore.* belong to this broker, and does its"
          + " own name this host? ("
          + detail
          + ")";
    }
    if (failure instanceof AuthenticationException) {
      return kafka
          + ": user or password in kafka.client.sasl.jaas.config is wrong, or"
          + " kafka.client.sasl.mechanism is not the user's ("
          + detail
          + ")";
    }
    if (failure instanceof AuthorizationException) {
      return kafka + ": the user may not list the topics (" + detail + ")";
    }
    return "Kafka does not answer at " + brokers + " (kafka.bootstrap-servers): " + detail;
  }

  /** Why a client cannot even be made of its settings. */
  static String settings(Throwable failure) {
    String detail = root(failure).getMessage();
    // of a JAAS configuration that cannot be read, the message quotes pieces: of the password, too
    return String.valueOf(detail).contains("JAAS")
        ? "kafka.client.sasl.jaas.config cannot be read: it must be a login module's class, then"
            + " required username=\"…\" password=\"…\"; and quotation marks and backslashes within"
            + " these need a backslash"
        : "the Kafka client does not take its settings (kafka.client.*): " + detail;
  }

  private static Throwable root(Throwable failure) {
    return failure.getCause() == null ? failure : root(failure.getCause());
  }
}
