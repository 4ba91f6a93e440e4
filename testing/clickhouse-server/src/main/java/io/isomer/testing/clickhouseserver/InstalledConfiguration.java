package io.isomer.testing.clickhouseserver;

import io.isomer.testing.clickhouseserver.ClickHouseServer.Config;
import io.isomer.testing.clickhouseserver.transport.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The least configuration of an installed ClickHouse: one user, HTTP on the loopback interface. */
final class InstalledConfiguration {

  private static final String SERVER =
      """
      <clickhouse>
        <logger><level>warning</level><console>true</console></logger>
        <listen_host>127.0.0.1</listen_host>
        %s
        <path>%s/</path>
        <tmp_path>%s/tmp/</tmp_path>
        <user_files_path>%s/user_files/</user_files_path>
        <format_schema_path>%s/format_schemas/</format_schema_path>
        <mark_cache_size>67108864</mark_cache_size>
        <user_directories><users_xml><path>%s</path></users_xml></user_directories>
        <default_profile>default</default_profile>
        <default_database>default</default_database>
      </clickhouse>
      """;

  private static final String USERS =
      """
      <clickhouse>
        <profiles><default/></profiles>
        <quotas><default/></quotas>
        <users>
          <%1$s>
            <password_sha256_hex>%2$s</password_sha256_hex>
            <networks><ip>127.0.0.1</ip></networks>
            <profile>default</profile>
            <quota>default</quota>
            <access_management>1</access_management>
          </%1$s>
        </users>
      </clickhouse>
      """;

  private InstalledConfiguration() {}

  /** Writes the files and yields the server's one. */
  static Path write(Config config) throws IOException {
    Path users = config.files().configuration("users.xml");
    Files.writeString(users, USERS.formatted(config.user(), sha256(config.password())));
    String data = escaped(config.files().data());
    Path server = config.files().configuration("config.xml");
    Files.writeString(
        server, SERVER.formatted(transport(config), data, data, data, data, escaped(users)));
    return server;
  }

  private static String transport(Config config) {
    if (config.transport() instanceof Transport.Https https) {
      return """
          <https_port>%d</https_port>
          <openSSL><server>
            <certificateFile>%s</certificateFile>
            <privateKeyFile>%s</privateKeyFile>
            <verificationMode>none</verificationMode>
          </server></openSSL>"""
          .formatted(config.port(), escaped(https.certificate()), escaped(https.key()));
    }
    return "<http_port>" + config.port() + "</http_port>";
  }

  private static String escaped(Path path) {
    return path.toString().replace("&", "&amp;").replace("<", "&lt;");
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
