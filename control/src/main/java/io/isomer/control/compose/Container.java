package io.isomer.control.compose;

/**
 * A container of the stack.
 *
 * @param service its name in {@code docker-compose.yml}
 * @param state Docker's word for it, such as running or exited
 * @param status the same for people, with its health and age
 * @param ports as published
 */
public record Container(
    String name, String service, String state, String status, String image, String ports) {

  public boolean running() {
    return state.equals("running");
  }
}
