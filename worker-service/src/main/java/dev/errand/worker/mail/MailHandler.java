package dev.errand.worker.mail;

import dev.errand.live.mail.CapturedMail;
import dev.errand.live.mail.Letters;
import dev.errand.live.mail.Mail;
import dev.errand.live.mail.MailOrder;
import dev.errand.worker.handlers.Handles;
import dev.errand.worker.handlers.JobContext;
import dev.errand.worker.handlers.JobHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a mail and sends it. Its job's result is nothing, or in a demo the mail. */
@Handles(MailOrder.TYPE)
class MailHandler implements JobHandler<MailOrder, @Nullable CapturedMail> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Letters letters;
  private final Smtp smtp;
  private final Captures captures;

  MailHandler(Letters letters, Smtp smtp, Captures captures) {
    this.letters = letters;
    this.smtp = smtp;
    this.captures = captures;
  }

  @Override
  public @Nullable CapturedMail run(MailOrder order, JobContext job) throws IOException {
    Optional<Mail> letter = letters.write(order, job.id()).await().atMost(PATIENCE);
    if (letter.isEmpty()) {
      job.log().info("there is nobody to write to");
      return null;
    }
    if (captures.areOn()) {
      return captures.keep(letter.get());
    }
    smtp.send(letter.get(), job.id());
    job.log().info("the mail server took the mail");
    return null;
  }
}
