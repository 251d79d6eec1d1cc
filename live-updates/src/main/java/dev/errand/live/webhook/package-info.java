/** What those who order a webhook's message and those who send it have in common. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.webhook;
