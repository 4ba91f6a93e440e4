package io.isomer.benchmarks.micro;

import io.isomer.benchmarks.drain.DrainVariant;
import io.isomer.changelog.ChangelogEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The hash by which a row's changes find their writer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoutingBenchmark {

  private List<ChangelogEvent> events;

  /** Makes the changes. */
  @Setup
  public void setUp() throws IOException {
    events = MicroMessages.events(DrainVariant.NARROW);
  }

  /** One change. */
  @Benchmark
  @OperationsPerInvocation(MicroMessages.COUNT)
  public int routingHash() {
    int all = 0;
    for (ChangelogEvent event : events) {
      all ^= event.routingHash();
    }
    return all;
  }
}
