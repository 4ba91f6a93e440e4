package io.isomer.control.supervisor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The JSON file by which other processes find a stack. */
public final class StateFile {

  /** The file's name within the stack's directory. */
  public static final String FILE = "state.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private StateFile() {}

  /**
   * The state of the stack in {@code directory}; none when there is no stack.
   *
   * @throws IOException when the file is not what {@link #write} writes
   */
  public static Optional<StackState> read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(file.toFile(), StackState.class));
    } catch (IOException e) {
      throw new IOException(file + " is unreadable: " + e.getMessage(), e);
    }
  }

  /** Replaces the file as a whole, so that a reader never sees half of it. */
  static void write(Path directory, StackState state) throws IOException {
    Path draft = directory.resolve(FILE + ".new");
    JSON.writeValue(draft.toFile(), state);
    Files.move(
        draft,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }
}
