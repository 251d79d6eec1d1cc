package dev.errand.model.broken;

import io.smallrye.mutiny.Uni;

/** Breaks: the model is plain. */
public record FancyWord(Uni<String> value) {}
