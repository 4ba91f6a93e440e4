package io.isomer.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessMeterTest {

  private final ProcessMeter self = new ProcessMeter(ProcessHandle.current().pid());

  @Test
  void countsTheCpuTimeThatIsUsed() throws IOException {
    double before = self.cpuSeconds();
    long cpuBegin = threadCpuNanos();
    long value = 1;
    while (threadCpuNanos() - cpuBegin < TimeUnit.MILLISECONDS.toNanos(100)) {
      value = value * 31 + 7;
    }
    assertThat(self.cpuSeconds() - before).as("after " + value).isGreaterThan(0.05);
  }

  private static long threadCpuNanos() {
    return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  void knowsResidentMemory() throws IOException {
    long resident = self.residentBytes();
    assertThat(resident).isGreaterThan(10 << 20);
    assertThat(self.peakResidentBytes()).isGreaterThanOrEqualTo(resident / 2);
  }
}
