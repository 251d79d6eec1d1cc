package dev.errand.api.accounts;

/**
 * What an authenticator app needs.
 *
 * @param secret in Base32, to be typed
 * @param uri the same to be shown as a QR code ({@code otpauth://totp/…})
 */
record TotpBegun(String secret, String uri) {
  @Override
  public String toString() {
    return "TotpBegun";
  }
}
