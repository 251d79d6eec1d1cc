package dev.errand.api.accounts;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Rows of tenants. */
@ApplicationScoped
class Tenants implements PanacheRepositoryBase<TenantEntity, UUID> {}
