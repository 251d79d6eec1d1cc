package dev.errand.api.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last mails of a demo, which nobody sent. */
@ApplicationScoped
class CapturedMails {
  private static final int KEPT = 200;

  private final Clock clock;
  private final Deque<Captured> newestFirst = new ArrayDeque<>();

  CapturedMails(Clock clock) {
    this.clock = clock;
  }

  /** A mail that was not sent, as {@code /dev/mail} shows it. */
  record Captured(
      String to, String subject, String text, Instant at, List<String> links, List<String> codes) {}

  synchronized void add(Mail mail) {
    newestFirst.addFirst(
        new Captured(
            mail.to(), mail.subject(), mail.text(), clock.instant(), mail.links(), mail.codes()));
    if (newestFirst.size() > KEPT) {
      newestFirst.removeLast();
    }
  }

  /** The newest first, of one address or of all. */
  synchronized List<Captured> to(Optional<String> address) {
    return newestFirst.stream()
        .filter(mail -> address.isEmpty() || mail.to().equalsIgnoreCase(address.get()))
        .toList();
  }
}
