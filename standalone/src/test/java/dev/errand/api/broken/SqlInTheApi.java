package dev.errand.api.broken;

import io.vertx.sqlclient.Pool;

/** Breaks: only store speaks SQL. */
public record SqlInTheApi(Pool pool) {}
