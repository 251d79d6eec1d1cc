/** Orders mails and text messages: each is a job of Errand's own tenant. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.mail;
