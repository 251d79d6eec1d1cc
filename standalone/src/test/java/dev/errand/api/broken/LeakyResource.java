package dev.errand.api.broken;

import dev.errand.store.sql.Database;

/** Breaks: resources ask their feature. */
public record LeakyResource(Database database) {}
