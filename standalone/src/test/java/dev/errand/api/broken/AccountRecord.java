package dev.errand.api.broken;

import jakarta.persistence.Entity;

/** Breaks: entities stay in their feature. */
@Entity
public class AccountRecord {}
