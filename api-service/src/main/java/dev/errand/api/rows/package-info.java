/** Rows that people edit one at a time, and who may see them. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.rows;
