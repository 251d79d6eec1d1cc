/** Where the time goes while a workload runs. */
@org.jspecify.annotations.NullMarked
package dev.errand.bench.profile;
