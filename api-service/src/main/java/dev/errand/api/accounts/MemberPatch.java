package dev.errand.api.accounts;

import org.jspecify.annotations.Nullable;

/** What an owner changes about a member. */
record MemberPatch(@Nullable String role, @Nullable Boolean active) {}
