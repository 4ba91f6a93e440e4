package io.isomer.clickhouse;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.apache.flink.util.FlinkUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDBC drivers that came with the job. {@link DriverManager} keeps what a driver registers, and
 * with it all classes of the job, so that each restart would fill the TaskManager's metaspace.
 */
final class JobDrivers {

  private static final Logger LOG = LoggerFactory.getLogger(JobDrivers.class);

  private JobDrivers() {}

  /** Lets go of the drivers when the last task of the job has left the TaskManager. */
  static void releaseWith(UserCodeClassLoader job) {
    if (JobDrivers.class.getClassLoader() instanceof FlinkUserCodeClassLoader) {
      job.registerReleaseHookIfAbsent("isomer-jdbc-drivers", JobDrivers::deregister);
    } // else they belong to the JVM, as in tests
  }

  private static void deregister() {
    ClassLoader job = JobDrivers.class.getClassLoader();
    for (Driver driver : Collections.list(DriverManager.getDrivers())) {
      if (driver.getClass().getClassLoader() == job) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) { // only its classes stay in memory
          LOG.warn("Cannot deregister {}", driver, e);
        }
      }
    }
  }
}
