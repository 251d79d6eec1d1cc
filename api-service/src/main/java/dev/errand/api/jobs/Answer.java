package dev.errand.api.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What a creating request is answered with.
 *
 * @param location the {@code Location} header, where one thing was created
 * @param body JSON text
 * @param replayed whether it was given before, to the same key
 */
record Answer(int status, @Nullable String location, String body, boolean replayed) {}
