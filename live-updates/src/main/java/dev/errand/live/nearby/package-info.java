/** What a submission may ask of a worker in the same process. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.nearby;
