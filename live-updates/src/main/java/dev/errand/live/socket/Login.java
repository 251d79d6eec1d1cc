package dev.errand.live.socket;

import dev.errand.live.identity.Proof;
import dev.errand.model.tenant.Principal;

/**
 * As whom a socket was opened.
 *
 * @param proof what it was opened with
 */
record Login(Principal principal, Proof proof) {}
