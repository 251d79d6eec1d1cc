package dev.errand.live.socket;

import dev.errand.model.tenant.Principal;
import java.time.Instant;
import java.util.UUID;

/**
 * As whom a socket was opened.
 *
 * @param expires when its access token stops working
 */
record Login(Principal principal, UUID session, Instant expires) {}
