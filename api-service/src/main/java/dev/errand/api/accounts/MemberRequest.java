package dev.errand.api.accounts;

import org.jspecify.annotations.Nullable;

/** Invites an address into the caller's tenant. */
record MemberRequest(@Nullable String email, @Nullable String role) {}
