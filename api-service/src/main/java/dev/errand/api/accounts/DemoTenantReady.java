package dev.errand.api.accounts;

import dev.errand.model.tenant.TenantId;
import java.util.UUID;

/** The demo's tenant was made just now: other features may fill it. Fired once, at start. */
public record DemoTenantReady(TenantId tenant, UUID userId) {}
