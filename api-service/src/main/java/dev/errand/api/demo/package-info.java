/** What a fresh demo is filled with. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.demo;
