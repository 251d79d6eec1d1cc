/** A PostgreSQL server from its Maven binaries: durable, on a directory that is kept. */
@NullMarked
package dev.errand.postgres;

import org.jspecify.annotations.NullMarked;
