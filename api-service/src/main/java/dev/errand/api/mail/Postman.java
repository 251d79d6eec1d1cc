package dev.errand.api.mail;

import io.quarkus.mailer.Mailer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sends mails, one after another and beside the request that caused them: how long an answer takes
 * must not tell whether an address is known.
 */
@ApplicationScoped
public class Postman {
  private static final int WAITING = 1_000;

  private final MailConfig config;
  private final CapturedMails captured;
  private final Mailer mailer;
  private final MailLog log;
  private final BlockingQueue<Mail> outbox = new ArrayBlockingQueue<>(WAITING);
  private @Nullable Thread round;

  Postman(MailConfig config, CapturedMails captured, Mailer mailer, MailLog log) {
    this.config = config;
    this.captured = captured;
    this.mailer = mailer;
    this.log = log;
  }

  /** Hands a mail over. Returns at once; a mail that cannot be sent is logged, never reported. */
  public void send(Mail mail) {
    if (config.capture()) {
      captured.add(mail);
      log.captured(mail);
    } else if (!outbox.offer(mail)) {
      log.dropped();
    }
  }

  void start(@Observes StartupEvent event) {
    round = Thread.ofVirtual().name("errand-postman").start(this::sendUntilStopped);
  }

  void stop(@Observes ShutdownEvent event) {
    if (round != null) {
      round.interrupt();
    }
  }

  private void sendUntilStopped() {
    try {
      while (true) {
        deliver(outbox.take());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Mail mail) {
    try {
      mailer.send(
          io.quarkus.mailer.Mail.withText(mail.to(), mail.subject(), mail.text())
              .setFrom(config.from()));
    } catch (RuntimeException failure) {
      log.failed(failure);
    }
  }
}
