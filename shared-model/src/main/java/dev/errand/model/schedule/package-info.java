/**
 * Schedules: when jobs are made again and again, and what becomes of fires that clash or are late.
 */
@org.jspecify.annotations.NullMarked
package dev.errand.model.schedule;
