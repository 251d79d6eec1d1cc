package dev.errand.api.accounts;

import dev.errand.api.guesses.Guesses;
import dev.errand.api.mail.Mails;
import dev.errand.live.mail.MailConfig;
import dev.errand.live.mail.SmsConfig;
import dev.errand.model.problem.ErrandException;
import dev.errand.store.challenge.LivingChallenge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Codes that are sent when somebody signs in, by mail or as a text message. */
@ApplicationScoped
class MessageCodes implements SecondFactor {
  private static final String EMAIL = "email";
  private static final String SMS = "sms";

  private final Mails mails;
  private final Challenges challenges;
  private final Guesses guesses;
  private final boolean canText;

  MessageCodes(
      Mails mails, Challenges challenges, Guesses guesses, MailConfig mail, SmsConfig sms) {
    this.mails = mails;
    this.challenges = challenges;
    this.guesses = guesses;
    this.canText = mail.capture() || sms.url().isPresent();
  }

  @Override
  public Uni<Boolean> isOn(UserEntity user) {
    return Uni.createFrom().item(user.otpEnabled);
  }

  @Override
  public List<String> channels(UserEntity user) {
    List<String> channels = new ArrayList<>();
    if (user.email != null) {
      channels.add(EMAIL);
    }
    if (user.phone != null && canText) {
      channels.add(SMS);
    }
    return channels;
  }

  @Override
  public Uni<Boolean> proves(UserEntity user, LivingChallenge signIn, String code) {
    // Nothing was sent that could be guessed: the code is meant for another factor.
    if (signIn.codeHash() == null) {
      return Uni.createFrom().item(false);
    }
    return guesses.compare(
        guesses.ofLoginCode(user.id),
        () -> Uni.createFrom().item(challenges.isCodeOf(signIn, code)),
        proven -> proven);
  }

  /**
   * Orders a code for a sign-in.
   *
   * @param channel null for the first that there is
   * @throws ErrandException when the user has no such channel
   */
  Uni<Void> send(UserEntity user, UUID signIn, @Nullable String channel) {
    List<String> mine = user.otpEnabled ? channels(user) : List.of();
    if (mine.isEmpty() || channel != null && !mine.contains(channel)) {
      throw ErrandException.invalid("#/channel", "is none by which a code can be sent to you");
    }
    String chosen = channel == null ? mine.getFirst() : channel;
    return chosen.equals(SMS) ? mails.loginSms(signIn) : mails.loginCode(signIn);
  }
}
