package dev.errand.live.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which key a token says it was signed with, before anything of it is believed. */
final class KeyHint {
  private static final Pattern KID = Pattern.compile("\"kid\"\\s*:\\s*\"([^\"\\\\]{1,100})\"");

  private KeyHint() {}

  /** The key's id, or nothing recognisable as an empty text. */
  static String of(String token) {
    int end = token.indexOf('.');
    if (end <= 0) {
      return "";
    }
    try {
      byte[] header = Base64.getUrlDecoder().decode(token.substring(0, end));
      Matcher kid = KID.matcher(new String(header, StandardCharsets.UTF_8));
      return kid.find() ? kid.group(1) : "";
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
