package dev.errand.api.accounts;

import java.util.List;

/** Codes that are shown this once; each signs in once in place of the app. */
record RecoveryCodesView(List<String> recoveryCodes) {
  @Override
  public String toString() {
    return "RecoveryCodesView";
  }
}
