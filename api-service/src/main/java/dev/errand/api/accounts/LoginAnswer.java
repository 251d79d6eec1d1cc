package dev.errand.api.accounts;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a right password brings: a session, or the way to one. */
@Schema(oneOf = {SignedIn.class, OtpRequired.class})
sealed interface LoginAnswer permits SignedIn, OtpRequired {}
