/** API keys: made by people, shown by programs. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.key;
