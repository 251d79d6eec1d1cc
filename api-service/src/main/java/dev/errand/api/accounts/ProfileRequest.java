package dev.errand.api.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of oneself: a field that is left out stays, one that is null is cleared. {@link
 * ProfileRules} says what is valid.
 */
record ProfileRequest(
    @Schema(implementation = String.class, nullable = true) @Nullable JsonNode name,
    @Schema(
            implementation = String.class,
            nullable = true,
            description = "Null only where there is an e-mail address to sign in with")
        @Nullable JsonNode username,
    @Schema(
            implementation = String.class,
            description = "Counts once its owner has answered the mail that it is sent")
        @Nullable JsonNode email,
    @Schema(
            implementation = String.class,
            nullable = true,
            description = "As E.164, such as +4930123456; blanks and hyphens are left out")
        @Nullable JsonNode phone,
    @Schema(implementation = Boolean.class, description = "Whether signing in takes a sent code")
        @Nullable JsonNode otpEnabled) {
  @Override
  public String toString() {
    return "ProfileRequest";
  }
}
