package dev.errand.api.accounts;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A device as its owner would call it. Rough on purpose: it is to be recognised, and what a browser
 * says of itself is not to be believed anyway.
 */
final class DeviceName {
  private static final String UNKNOWN = "Unknown device";
  private static final int LONGEST = 40;

  /** A word that gives something away. */
  private record Sign(Pattern pattern, String name) {
    static Sign of(String pattern, String name) {
      return new Sign(Pattern.compile(pattern), name);
    }
  }

  // Most pretend to be others, so the more special ones come first.
  private static final List<Sign> BROWSERS =
      List.of(
          Sign.of("\\bEdgA?/|\\bEdgiOS/", "Edge"),
          Sign.of("\\bOPR/|\\bOpera\\b", "Opera"),
          Sign.of("\\bVivaldi/", "Vivaldi"),
          Sign.of("\\bSamsungBrowser/", "Samsung Internet"),
          Sign.of("\\bFirefox/|\\bFxiOS/", "Firefox"),
          Sign.of("\\bHeadlessChrome/", "Headless Chrome"),
          Sign.of("\\bChrome/|\\bCriOS/", "Chrome"),
          Sign.of("\\bVersion/[^ ]+ .*\\bSafari/", "Safari"));
  private static final List<Sign> SYSTEMS =
      List.of(
          Sign.of("\\biPhone\\b", "iPhone"),
          Sign.of("\\biPad\\b", "iPad"),
          Sign.of("\\bAndroid\\b", "Android"),
          Sign.of("\\bWindows\\b", "Windows"),
          Sign.of("\\bCrOS\\b", "ChromeOS"),
          Sign.of("\\bMacintosh\\b|\\bMac OS X\\b", "macOS"),
          Sign.of("\\bLinux\\b|\\bX11\\b", "Linux"));
  private static final Pattern PRODUCT = Pattern.compile("^[A-Za-z][A-Za-z0-9 ._-]*");

  private DeviceName() {}

  /** Such as {@code Firefox on Linux}, or {@code curl} for a program. */
  static String of(@Nullable String agent) {
    if (agent == null || agent.isBlank()) {
      return UNKNOWN;
    }
    String browser = find(BROWSERS, agent);
    String system = find(SYSTEMS, agent);
    if (browser == null) {
      return system == null ? product(agent) : system;
    }
    return system == null ? browser : browser + " on " + system;
  }

  private static @Nullable String find(List<Sign> signs, String agent) {
    return signs.stream()
        .filter(sign -> sign.pattern().matcher(agent).find())
        .map(Sign::name)
        .findFirst()
        .orElse(null);
  }

  // Programs put their name first (RFC 9110 §10.1.5).
  private static String product(String agent) {
    var first = PRODUCT.matcher(agent);
    if (!first.find()) {
      return UNKNOWN;
    }
    String name = first.group().strip();
    return name.substring(0, Math.min(LONGEST, name.length()));
  }
}
