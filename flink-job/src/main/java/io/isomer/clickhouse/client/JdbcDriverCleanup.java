package io.isomer.clickhouse.client;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.apache.flink.util.FlinkUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deregisters the JDBC drivers of the job. {@link DriverManager} keeps a registered driver, and
 * with it all classes of the job, so that each restart would fill the TaskManager's metaspace.
 */
public final class JdbcDriverCleanup {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcDriverCleanup.class);

  private JdbcDriverCleanup() {}

  /** Releases the drivers when the last task of the job has left the TaskManager. */
  public static void releaseWith(UserCodeClassLoader job) {
    if (JdbcDriverCleanup.class.getClassLoader() instanceof FlinkUserCodeClassLoader) {
      job.registerReleaseHookIfAbsent("isomer-jdbc-drivers", JdbcDriverCleanup::deregister);
    } // else they belong to the JVM, as in tests
  }

  /**
   * Looks again after it has found some: looking loads classes, which may register further ones.
   */
  private static void deregister() {
    List<Driver> drivers = ofJob();
    while (!drivers.isEmpty()) {
      try {
        for (Driver driver : drivers) {
          DriverManager.deregisterDriver(driver);
        }
      } catch (SQLException e) { // only their classes stay in memory
        LOG.warn("Cannot deregister {}", drivers, e);
        return;
      }
      drivers = ofJob();
    }
  }

  private static List<Driver> ofJob() {
    ClassLoader job = JdbcDriverCleanup.class.getClassLoader();
    DriverManager.drivers().count(); // what this registers, the list below has
    return DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == job)
        .toList();
  }
}
