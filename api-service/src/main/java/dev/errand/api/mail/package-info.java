/** Mails to people, or in a demo to a page that shows them. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.mail;
