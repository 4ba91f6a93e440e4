package io.isomer.control.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

  private final ProcessIdentity self =
      ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();

  @Test
  void findsItsProcess() {
    assertThat(self.running()).map(ProcessHandle::pid).contains(self.pid());
  }

  @Test
  void recycledPidIsAnotherProcess() {
    ProcessIdentity former = new ProcessIdentity(self.pid(), self.startedMillis() - 60_000);
    assertThat(former.running()).isEmpty();
  }

  @Test
  void endedProcessIsNotRunning() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    assertThat(new ProcessIdentity(ended.pid(), self.startedMillis()).running()).isEmpty();
  }
}
