package dev.errand.api.queues;

import dev.errand.model.queue.Queue;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
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
  static QueuePage of(List<Queue> found, int limit, TenantId tenant) {
    if (found.size() <= limit) {
      return new QueuePage(found, null);
    }
    List<Queue> items = found.subList(0, limit);
    QueueName last = items.getLast().name();
    return new QueuePage(items, QueueCursor.after(last, tenant));
  }
}
