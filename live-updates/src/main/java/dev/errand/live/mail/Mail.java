package dev.errand.live.mail;

import java.util.List;

/**
 * A mail to one person, or a text message to one phone.
 *
 * @param to one address, or one number
 * @param links the links that its text has
 * @param codes the codes that its text has
 */
public record Mail(String to, String subject, String text, List<String> links, List<String> codes) {
  /**
   * @throws IllegalArgumentException when address or subject have more than one line: they would
   *     become headers of their own
   */
  public Mail {
    requireOneLine(to);
    requireOneLine(subject);
    links = List.copyOf(links);
    codes = List.copyOf(codes);
  }

  private static void requireOneLine(String header) {
    if (header.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a header has one line");
    }
  }

  @Override
  public String toString() {
    return "Mail";
  }
}
