package io.isomer.clickhouse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.job.JobClassLoader;
import io.isomer.testing.processes.Await;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.Test;

/** A job's classes must be gone when the job is, or each restart would take more metaspace. */
class JdbcDriverCleanupTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Keeps a job's release hooks until it ends. */
  private record Job(ClassLoader asClassLoader, List<Runnable> hooks)
      implements UserCodeClassLoader {

    @Override
    public void registerReleaseHookIfAbsent(String name, Runnable hook) {
      hooks.add(hook);
    }
  }

  /** Loads the driver as a job does, and ends the job. */
  private static WeakReference<ClassLoader> endedJob() throws Exception {
    try (URLClassLoader loader = JobClassLoader.create()) {
      Class.forName("com.clickhouse.jdbc.ClickHouseDriver", true, loader);
      Job job = new Job(loader, new ArrayList<>());
      Method releaseWith =
          loader
              .loadClass(JdbcDriverCleanup.class.getName())
              .getDeclaredMethod("releaseWith", UserCodeClassLoader.class);
      releaseWith.setAccessible(true);
      releaseWith.invoke(null, job);
      assertThat(job.hooks()).hasSize(1);
      job.hooks().forEach(Runnable::run);
      return new WeakReference<>(loader);
    }
  }

  @Test
  void anEndedJobsClassesAreCollected() throws Exception {
    assertThat(DriverManager.getDrivers().hasMoreElements()).as("the JVM has its own").isTrue();
    endedJob(); // what the JVM keeps of the first one, it keeps once
    WeakReference<ClassLoader> loader = endedJob();
    Await.until(
        "the ended job's classes to be collected",
        LIMIT,
        () -> {
          System.gc();
          return loader.get() == null;
        });
  }
}
