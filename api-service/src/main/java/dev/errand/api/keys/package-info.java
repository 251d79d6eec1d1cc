/** API keys: how people make them for their programs, see them, and take them back. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.keys;
