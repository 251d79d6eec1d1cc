package dev.errand.api.accounts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Names an address that wants another mail. */
record EmailRequest(
    @NotNull(message = "is required") @Size(max = 254, message = "is too long") String email) {}
