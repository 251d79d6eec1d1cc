package dev.errand.api.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The caller's sign-ins, the one seen last first.
 *
 * @param nextCursor always null: at most 200 are shown
 */
record SessionPage(List<SessionView> items, @Nullable String nextCursor) {}
