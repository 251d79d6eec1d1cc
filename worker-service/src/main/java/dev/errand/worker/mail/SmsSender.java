package dev.errand.worker.mail;

import java.io.IOException;

/** Sends text messages. An application that has its own way offers a bean of this. */
public interface SmsSender {
  /**
   * Returns when somebody has taken the message.
   *
   * @param phone international, such as {@code +491701234567}
   * @throws IOException when it may be tried again
   * @throws dev.errand.worker.handlers.PermanentFailure when that would not help
   */
  void send(String phone, String text) throws IOException, InterruptedException;
}
