package io.isomer.control.verify;

import io.isomer.control.connect.Connector;
import io.isomer.control.stack.CliException;
import io.isomer.testing.localstack.StackAccess;
import io.isomer.verify.cli.Databases;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The two databases of a stack, and what connects them. */
final class StackDatabases {

  private StackDatabases() {}

  static Databases of(StackAccess access) {
    return new Databases(
        new Databases.Source(
            access.postgresJdbcUrl(), access.postgresUser(), access.postgresPassword()),
        new Databases.Target(
            URI.create(access.clickhouseUrl()),
            access.clickhouseDatabase(),
            access.clickhouseUser(),
            access.clickhousePassword()));
  }

  static Connector connector(StackAccess access) throws IOException {
    List<Connector> connectors = Connector.in(access.installation().connectors());
    if (connectors.size() != 1) {
      throw new CliException("connectors/ has " + connectors.size() + " connectors, not one");
    }
    return connectors.get(0);
  }
}
