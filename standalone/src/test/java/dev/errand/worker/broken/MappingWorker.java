package dev.errand.worker.broken;

import jakarta.persistence.Entity;

/** Breaks: only the API maps objects. */
@Entity
public class MappingWorker {}
