package dev.errand.api.accounts;

import dev.errand.api.accounts.ChallengeIssuer.LinkAndCode;
import dev.errand.api.mail.Mail;
import dev.errand.api.mail.PublicUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What we write to people about their account. */
@ApplicationScoped
class AccountMails {
  private static final String VERIFY =
      """
      Hello,

      somebody, hopefully you, made an Errand account with this address. To show that it is yours,
      open this link:

        %1$s

      or enter this code: %2$s

      A program does it with POST %3$s/api/v1/auth/verify/%4$s
      or with POST %3$s/api/v1/auth/verify and {"email": "%5$s", "code": "%2$s"}.

      If it was not you, ignore this mail: nothing happens without the link or the code.
      """;
  private static final String KNOWN =
      """
      Hello,

      somebody, hopefully you, tried to make an Errand account with this address, which has one.
      Sign in with it:

        %s

      If it was not you, ignore this mail: nothing was changed.
      """;

  private final PublicUrl url;

  AccountMails(PublicUrl url) {
    this.url = url;
  }

  Mail verification(String email, LinkAndCode secrets) {
    String link = url.base() + "/verify?token=" + secrets.link();
    return new Mail(
        email,
        "Your Errand code is " + secrets.code(),
        VERIFY.formatted(link, secrets.code(), url.base(), secrets.link(), email),
        List.of(link),
        List.of(secrets.code()));
  }

  /** To the owner of an address that somebody signs up with again. */
  Mail alreadyKnown(String email) {
    return new Mail(
        email,
        "You already have an Errand account",
        KNOWN.formatted(url.base()),
        List.of(url.base()),
        List.of());
  }
}
