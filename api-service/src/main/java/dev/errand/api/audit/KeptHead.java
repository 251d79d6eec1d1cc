package dev.errand.api.audit;

import dev.errand.model.problem.ErrandException;
import dev.errand.store.audit.AuditHead;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a head that somebody has kept elsewhere. */
final class KeptHead {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,17})-([0-9a-f]{64})");

  private KeptHead() {}

  static AuditHead parse(String text) {
    Matcher head = FORM.matcher(text);
    if (!head.matches()) {
      throw ErrandException.invalid(
          "#/kept", "must be the seq and the hash of a head with a hyphen between them");
    }
    return new AuditHead(Long.parseLong(head.group(1)), head.group(2));
  }
}
