package io.isomer.clickhouse;

import io.isomer.changelog.ChangelogEvent;
import io.isomer.changelog.DeadLetters;
import io.isomer.changelog.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is added, and tells what of it has been flushed. */
final class FakeDeadLetters implements DeadLetters<ChangelogEvent> {

  record Letter(ChangelogEvent event, Rejection rejection) {}

  private final boolean accepts;
  private final List<Letter> added = new ArrayList<>();
  private final List<Letter> flushed = new ArrayList<>();
  private IOException failure;
  private boolean closed;

  private FakeDeadLetters(boolean accepts) {
    this.accepts = accepts;
  }

  static FakeDeadLetters accepting() {
    return new FakeDeadLetters(true);
  }

  static FakeDeadLetters failing() {
    return new FakeDeadLetters(false);
  }

  void failFlush(IOException e) {
    failure = e;
  }

  List<Letter> flushed() {
    return flushed;
  }

  List<ChangelogEvent> added() {
    return added.stream().map(Letter::event).toList();
  }

  Rejection rejection(int index) {
    return added.get(index).rejection();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public <E extends Exception> void add(ChangelogEvent event, Rejection rejection, E cause)
      throws E {
    if (!accepts) {
      throw cause;
    }
    added.add(new Letter(event, rejection));
  }

  @Override
  public void flush() throws IOException {
    if (failure != null) {
      throw failure;
    }
    flushed.clear();
    flushed.addAll(added);
  }

  @Override
  public void close() {
    closed = true;
  }
}
