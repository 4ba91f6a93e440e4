package io.isomer.testing.e2e.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The images that docker-compose.yml names. */
public final class ComposeImages {

  private ComposeImages() {}

  /** What Docker neither has nor can pull; empty when all images are there. */
  public static Optional<String> missing() throws IOException, InterruptedException {
    Set<String> images = new TreeSet<>();
    for (JsonNode service : ComposeServices.all().values()) {
      images.add(service.get("image").asText());
    }
    for (String image : images) {
      if (!succeeds("image", "inspect", image) && !succeeds("pull", "--quiet", image)) {
        return Optional.of("Docker neither has nor can pull the image " + image);
      }
    }
    return Optional.empty();
  }

  private static boolean succeeds(String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
