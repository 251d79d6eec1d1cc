/** What both services need to know of users. They are written by the API alone. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.account;
