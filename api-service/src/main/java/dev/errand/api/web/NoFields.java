package dev.errand.api.web;

/** The body of a call that needs none: an object without fields, or no body at all. */
public record NoFields() {}
