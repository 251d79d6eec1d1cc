/** Both services in one process over a PostgreSQL of its own: {@code ./errand up}. */
@NullMarked
package dev.errand.standalone;

import org.jspecify.annotations.NullMarked;
