package dev.errand.api.schedules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of schedules or of their fires.
 *
 * @param nextCursor where the next page begins; null on the last
 */
record SchedulePage<T>(List<T> items, @Nullable String nextCursor) {}
