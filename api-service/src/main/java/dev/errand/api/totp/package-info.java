/** Authenticator apps as second factor (RFC 6238), and the codes that help who has lost one. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.totp;
