package dev.errand.api.accounts;

import org.jspecify.annotations.Nullable;

/** What an admin changes about a user. */
record UserPatch(@Nullable String role, @Nullable Boolean active, @Nullable Boolean admin) {}
