package dev.errand.cli.paper;

/** What a terminal shows as it is: other people's texts must not move cursors or change colours. */
final class Printable {
  private Printable() {}

  /** On one line. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(point -> line.appendCodePoint(isSpace(point) ? ' ' : shown(point)));
    return line.toString();
  }

  /** The same, with its lines kept. */
  static String lines(String text) {
    StringBuilder lines = new StringBuilder(text.length());
    text.codePoints().forEach(point -> lines.appendCodePoint(point == '\n' ? point : shown(point)));
    return lines.toString();
  }

  private static boolean isSpace(int point) {
    return point == '\n' || point == '\r' || point == '\t';
  }

  // Also what turns the direction of writing round.
  private static int shown(int point) {
    int type = Character.getType(point);
    boolean harmless =
        type != Character.CONTROL
            && type != Character.FORMAT
            && type != Character.SURROGATE
            && type != Character.LINE_SEPARATOR
            && type != Character.PARAGRAPH_SEPARATOR;
    return harmless ? point : 0xFFFD;
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** At most that many characters, with … where some are missing. */
  static String cut(String text, int most) {
    if (length(text) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
  }
}
