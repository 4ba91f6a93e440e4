package io.isomer.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.isomer.job.JobClassLoader;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import net.jpountz.lz4.LZ4Factory;
import org.junit.jupiter.api.Test;

class NativeLz4Test {

  private static String fastest(ClassLoader job) throws ReflectiveOperationException {
    return job.loadClass(LZ4Factory.class.getName())
        .getMethod("fastestInstance")
        .invoke(null)
        .toString();
  }

  @Test
  void eachJobsMessagesAreDecompressedByNativeCode() throws Exception {
    for (int job = 0; job < 2; job++) {
      try (URLClassLoader loader = JobClassLoader.create()) {
        assertThat(fastest(loader)).as("without it").contains("Java");
        Method load = loader.loadClass(NativeLz4.class.getName()).getDeclaredMethod("load");
        load.setAccessible(true);
        load.invoke(null);
        assertThat(fastest(loader)).contains("JNI");
      }
    }
  }
}
