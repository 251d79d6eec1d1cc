package dev.errand.live.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The HTTP gateway that takes text messages. API and worker need the same: the API offers the
 * channel {@code sms} only where there is a gateway.
 */
@ConfigMapping(prefix = "errand.sms")
public interface SmsConfig {
  /** Where messages are posted to. Without one there are none, except in a demo's log. */
  Optional<URI> url();

  /**
   * The media type of {@link #body}: what is filled in is escaped as JSON, or as a form for {@code
   * application/x-www-form-urlencoded}.
   */
  @WithName("content-type")
  @WithDefault("application/json")
  String contentType();

  /**
   * What is posted, with the number for <code>{to}</code> and the words for <code>{text}</code>.
   */
  @WithDefault("{\"to\":\"{to}\",\"text\":\"{text}\"}")
  String body();

  /** The header {@code Authorization}, such as {@code Bearer …} or {@code Basic …}. */
  Optional<String> authorization();

  /**
   * How long the gateway may take to answer. Defaults to 10 s: the job is tried again, and a person
   * waits for the code.
   */
  @WithDefault("10s")
  Duration timeout();
}
