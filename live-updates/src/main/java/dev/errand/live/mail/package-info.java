/**
 * What is written to people, and the links and codes in it. The API orders mails, the worker sends
 * them; both must derive the same secrets, and the API's tests read mails without a worker.
 */
@org.jspecify.annotations.NullMarked
package dev.errand.live.mail;
