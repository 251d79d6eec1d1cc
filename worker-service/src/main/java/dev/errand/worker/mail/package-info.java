/** Sends mails and text messages. Each is a job, so what cannot be sent now is tried again. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.mail;
