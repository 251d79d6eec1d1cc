package dev.errand.worker.mail;

import dev.errand.live.mail.CapturedMail;
import dev.errand.live.mail.Letters;
import dev.errand.live.mail.Mail;
import dev.errand.live.mail.SmsOrder;
import dev.errand.worker.handlers.Handles;
import dev.errand.worker.handlers.JobContext;
import dev.errand.worker.handlers.JobHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a text message and sends it. Its job's result is nothing, or in a demo the message. */
@Handles(SmsOrder.TYPE)
class SmsHandler implements JobHandler<SmsOrder, @Nullable CapturedMail> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Letters letters;
  private final SmsSender sender;
  private final Captures captures;

  SmsHandler(Letters letters, SmsSender sender, Captures captures) {
    this.letters = letters;
    this.sender = sender;
    this.captures = captures;
  }

  @Override
  public @Nullable CapturedMail run(SmsOrder order, JobContext job)
      throws IOException, InterruptedException {
    Optional<Mail> message = letters.write(order, job.id()).await().atMost(PATIENCE);
    if (message.isEmpty()) {
      job.log().info("there is nobody to write to");
      return null;
    }
    if (captures.areOn()) {
      return captures.keep(message.get());
    }
    sender.send(message.get().to(), message.get().text());
    job.log().info("the gateway took the message");
    return null;
  }
}
