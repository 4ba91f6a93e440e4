package io.isomer.benchmarks.micro;

import io.isomer.benchmarks.drain.DrainVariant;
import io.isomer.debezium.DebeziumDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Debezium's messages to changes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecoderBenchmark {

  /** Of which table. */
  @Param({"NARROW", "WIDE"})
  public DrainVariant variant;

  /** Whether with their schema part. */
  @Param({"true", "false"})
  public boolean schemaPart;

  private List<ConsumerRecord<byte[], ByteBuffer>> messages;
  private DebeziumDecoder decoder;

  /** Makes the messages. */
  @Setup
  public void setUp() throws IOException {
    messages = MicroMessages.of(variant, schemaPart);
    decoder = new DebeziumDecoder(0);
  }

  /** One message. */
  @Benchmark
  @OperationsPerInvocation(MicroMessages.COUNT)
  public void decode(Blackhole sink) throws IOException {
    for (ConsumerRecord<byte[], ByteBuffer> message : messages) {
      sink.consume(decoder.decode(message));
    }
  }
}
