package io.isomer.job;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FlinkUserCodeClassLoaders;

/** A class loader as a TaskManager has one for each job: the job's classes are its own. */
public final class JobClassLoader {

  private static final String[] OF_THE_CLUSTER = {
    "java.", "javax.", "org.apache.flink.", "org.slf4j"
  };

  private JobClassLoader() {}

  /** Makes one with the classes of this JVM. */
  public static URLClassLoader create() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return FlinkUserCodeClassLoaders.childFirst(
        urls.toArray(URL[]::new),
        JobClassLoader.class.getClassLoader(),
        OF_THE_CLUSTER,
        e -> {},
        false);
  }
}
