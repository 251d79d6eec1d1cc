package dev.errand.model.problem;

/**
 * One field that is wrong.
 *
 * @param pointer JSON Pointer in fragment form, such as {@code #/priority} (RFC 6901 §6)
 * @param detail what is wrong with it, for people
 */
public record FieldError(String pointer, String detail) {}
