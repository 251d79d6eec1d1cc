package dev.errand.api.queues;

import dev.errand.model.queue.Queue;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of queues, by name.
 *
 * @param nextCursor where the next page begins; null on the last
 */
record QueuePage(List<Queue> items, @Nullable String nextCursor) {
  /**
   * @param found one more than the page holds, if there are more
   */
  static QueuePage of(List<Queue> found, int limit, Principal caller) {
    if (found.size() <= limit) {
      return new QueuePage(visible(found, caller), null);
    }
    List<Queue> items = found.subList(0, limit);
    QueueName last = items.getLast().name();
    return new QueuePage(visible(items, caller), QueueCursor.after(last, caller.tenant()));
  }

  // A page of a key that is limited to some queues may be short, or empty, and yet not the last.
  private static List<Queue> visible(List<Queue> queues, Principal caller) {
    return queues.stream().filter(queue -> caller.mayUse(queue.name())).toList();
  }
}
