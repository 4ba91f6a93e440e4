package io.isomer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.isomer.verify.database.Range;
import io.isomer.verify.database.Splitter.Split;
import io.isomer.verify.database.UncomparableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private static final List<String> BOUNDS = List.of("a b\n", "", "ü%");
  private static final Split SPLIT =
      new Split(4, BOUNDS, List.of(Range.ALL, Range.ALL, Range.ALL, Range.ALL));

  @TempDir Path directory;

  @Test
  void remembersCutsAndEqualRangesThoughTheLastLineWasCutOff() throws IOException {
    Path file = directory.resolve("state");
    Checkpoint first = Checkpoint.in(file, "here there");
    assertThat(first.bounds("s.t u")).isNull();
    first.cut("s.t u", SPLIT);
    first.equal("s.t u", 2, 17);
    Files.writeString(file, "equal s.t%20u 3 1", StandardOpenOption.APPEND);

    Checkpoint second = Checkpoint.in(file, "here there");
    assertThat(second.bounds("s.t u")).isEqualTo(BOUNDS);
    assertThat(second.count("s.t u")).isEqualTo(4);
    assertThat(second.equal("s.t u")).isEqualTo(Map.of(2, 17L));
    second.equal("s.t u", 0, 5);
    assertThat(Checkpoint.in(file, "here there").equal("s.t u")).isEqualTo(Map.of(0, 5L, 2, 17L));
    second.finish();
    assertThat(file).doesNotExist();
  }

  @Test
  void aFileOfOtherDatabasesIsRefused() throws IOException {
    Path file = directory.resolve("state");
    Checkpoint.in(file, "here there");
    assertThatThrownBy(() -> Checkpoint.in(file, "elsewhere"))
        .isInstanceOf(UncomparableException.class)
        .hasMessageContaining("of other databases");
  }
}
