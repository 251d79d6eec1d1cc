package dev.errand.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** The samples of a recording, added up. */
final class Frames {
  private static final String OURS = "dev.errand.";
  private static final String SAMPLE = "jdk.ExecutionSample";

  private final Map<String, Integer> threads = new HashMap<>();
  private final Map<String, Integer> leaves = new HashMap<>();
  private final Map<String, Integer> ours = new HashMap<>();
  private int samples;

  private Frames() {}

  /** Part of all samples. */
  record Share(double percent, String name) {}

  static Frames of(Path recording) throws IOException {
    Frames frames = new Frames();
    try (RecordingFile events = new RecordingFile(recording)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        // Samples of native methods are of threads that wait as well: they would drown the rest.
        if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
          frames.add(event);
        }
      }
    }
    return frames;
  }

  private void add(RecordedEvent sample) {
    samples++;
    @Nullable RecordedThread thread = sample.getValue("sampledThread");
    threads.merge(kind(thread), 1, Integer::sum);
    List<RecordedFrame> stack = sample.getStackTrace().getFrames();
    leaves.merge(name(stack.getFirst()), 1, Integer::sum);
    Set<String> seen = new HashSet<>();
    for (RecordedFrame frame : stack) {
      String name = name(frame);
      if (isOurs(name) && seen.add(name)) {
        ours.merge(name, 1, Integer::sum);
      }
    }
  }

  // Not what measures, and not what the compiler made up: the method behind a lambda follows it.
  private static boolean isOurs(String name) {
    return name.startsWith(OURS)
        && !name.startsWith(OURS + "bench.")
        && !name.contains("$$Lambda")
        && !name.contains("quarkusrestinvoker");
  }

  /** Threads of one kind differ in a number alone. */
  private static String kind(@Nullable RecordedThread thread) {
    if (thread == null) {
      return "?";
    }
    String name = thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
    return thread.isVirtual() ? "virtual " + name : String.valueOf(name).replaceAll("\\d+", "N");
  }

  private static String name(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    return method.getType().getName() + "." + method.getName();
  }

  List<Share> threads() {
    return shares(threads);
  }

  /** By the method that was executing. */
  List<Share> leaves() {
    return shares(leaves);
  }

  /** By our methods that were on the stack. */
  List<Share> ours() {
    return shares(ours);
  }

  private List<Share> shares(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(count -> new Share(100.0 * count.getValue() / samples, count.getKey()))
        .toList();
  }
}
