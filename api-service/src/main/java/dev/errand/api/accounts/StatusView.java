package dev.errand.api.accounts;

/** One word about what was done. */
record StatusView(String status) {}
