package dev.errand.api.mail;

import java.util.List;

/**
 * A mail to one person.
 *
 * @param links the links that its text has
 * @param codes the codes that its text has
 */
public record Mail(String to, String subject, String text, List<String> links, List<String> codes) {
  public Mail {
    links = List.copyOf(links);
    codes = List.copyOf(codes);
  }
}
