/** Schedules over HTTP: jobs that are made again and again. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.schedules;
