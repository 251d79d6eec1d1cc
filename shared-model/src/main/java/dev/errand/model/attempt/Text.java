package dev.errand.model.attempt;

/** Makes any text one that PostgreSQL takes: no NULs, no lone surrogates, a bounded length. */
public final class Text {
  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** The text cut to {@code max} UTF-16 units, with what cannot be stored replaced. */
  public static String storable(String text, int max) {
    if (text.length() <= max && isStorable(text)) {
      return text;
    }
    var out = new StringBuilder(Math.min(text.length(), max));
    for (int i = 0; i < text.length() && out.length() < max; i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair && out.length() + 2 <= max) {
        out.append(c).append(text.charAt(++i));
      } else {
        out.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return out.toString();
  }

  /** Whether PostgreSQL takes the text as it is. */
  public static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
