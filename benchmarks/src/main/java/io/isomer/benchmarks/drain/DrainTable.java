package io.isomer.benchmarks.drain;

import io.isomer.benchmarks.data.TopicFiller.Filled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All runs over one dataset. */
public final class DrainTable {

  private final Filled filled;
  private final Map<String, List<DrainResult>> results = new LinkedHashMap<>();
  private final Map<String, List<Bound>> bounds = new LinkedHashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  DrainTable(Filled filled) {
    this.filled = filled;
  }

  void add(String contestant, DrainResult result) {
    results.computeIfAbsent(contestant, name -> new ArrayList<>()).add(result);
  }

  void add(Bound bound) {
    bounds.computeIfAbsent(bound.name(), name -> new ArrayList<>()).add(bound);
  }

  void declined(String contestant, String reason) {
    notes.put(contestant, reason);
  }

  void refused(String contestant, String reason) {
    notes.put(contestant, "no result: " + reason);
  }

  public Filled filled() {
    return filled;
  }

  /** The runs of each contestant that has any. */
  public Map<String, List<DrainResult>> results() {
    return results;
  }

  /** The measurements of each bound. */
  public Map<String, List<Bound>> bounds() {
    return bounds;
  }

  /** What is to be said of contestants, above all why one has no result. */
  public Map<String, String> notes() {
    return notes;
  }
}
