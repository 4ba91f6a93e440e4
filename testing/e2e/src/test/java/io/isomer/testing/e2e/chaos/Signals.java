package io.isomer.testing.e2e.chaos;

import io.isomer.testing.localstack.LocalStack;
import io.isomer.testing.localstack.Part;
import io.isomer.testing.localstack.PartName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to a part's processes, behind the back of those who look after it. */
final class Signals {

  private Signals() {}

  /** Stops a part with all its processes; returns them. */
  static List<Long> freeze(Part part) throws IOException {
    List<Long> frozen = new ArrayList<>(List.of(part.pid()));
    send("STOP", frozen); // first, so that it starts no further ones
    List<Long> children =
        ProcessHandle.of(part.pid()).stream()
            .flatMap(ProcessHandle::descendants)
            .map(ProcessHandle::pid)
            .toList();
    send("STOP", children);
    frozen.addAll(children);
    return frozen;
  }

  static void resume(List<Long> frozen) throws IOException {
    send("CONT", frozen);
  }

  /** Lets all of a part's processes run. */
  static void resume(LocalStack stack, PartName name) throws IOException {
    try {
      long pid = stack.part(name).pid();
      send(
          "CONT",
          ProcessHandle.of(pid).stream()
              .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
              .map(ProcessHandle::pid)
              .toList());
    } catch (IllegalStateException e) { // never started
      return;
    }
  }

  /** Asks a part to end in the way that it likes. */
  static void end(Part part) throws IOException {
    send(part.name() == PartName.POSTGRES ? "INT" : "TERM", List.of(part.pid()));
  }

  /** Those that have ended meanwhile are passed by. */
  private static void send(String signal, List<Long> pids) throws IOException {
    for (long pid : pids) {
      try {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while signalling " + pid, e);
      }
    }
  }
}
