/** What only the platform's operator does. */
@org.jspecify.annotations.NullMarked
package dev.errand.cli.admin;
