package dev.errand.live.mail;

import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.List;

/** The words of mails. Their texts are the templates of the records' names. */
@Singleton
class Texts {
  private final PublicUrl url;

  Texts(PublicUrl url) {
    this.url = url;
  }

  /** A text with a link and a code. */
  record VerifyEmail(String link, String code, String token, String base, String email)
      implements TemplateInstance {}

  record ChangeEmail(String link, String code) implements TemplateInstance {}

  record ResetPassword(String link, String code) implements TemplateInstance {}

  record LoginCode(String code) implements TemplateInstance {}

  record AlreadyKnown(String base) implements TemplateInstance {}

  record PasswordChanged(String base) implements TemplateInstance {}

  record Invitation(String link, String tenantName, String inviter) implements TemplateInstance {}

  record InvitationKnown(String tenantName, String inviter) implements TemplateInstance {}

  record WebhookDisabled(String webhook, String reason, String base) implements TemplateInstance {}

  Mail verifyEmail(String email, LinkAndCode secrets) {
    String link = link("/verify", secrets);
    return new Mail(
        email,
        "Your Errand code is " + secrets.code(),
        new VerifyEmail(link, secrets.code(), secrets.link(), url.base(), email).render(),
        List.of(link),
        List.of(secrets.code()));
  }

  Mail changeEmail(String email, LinkAndCode secrets) {
    String link = link("/verify", secrets);
    return new Mail(
        email,
        "Your Errand code is " + secrets.code(),
        new ChangeEmail(link, secrets.code()).render(),
        List.of(link),
        List.of(secrets.code()));
  }

  // Not in the subject, which a locked screen shows: these codes open an account.
  Mail resetPassword(String email, LinkAndCode secrets) {
    String link = link("/reset", secrets);
    return new Mail(
        email,
        "Choose a new password for Errand",
        new ResetPassword(link, secrets.code()).render(),
        List.of(link),
        List.of(secrets.code()));
  }

  Mail loginCode(String email, String code) {
    return new Mail(
        email, "Sign in to Errand", new LoginCode(code).render(), List.of(), List.of(code));
  }

  Mail loginSms(String phone, String code) {
    return new Mail(phone, "SMS", "Your Errand sign-in code is " + code, List.of(), List.of(code));
  }

  Mail alreadyKnown(String email) {
    return new Mail(
        email,
        "You already have an Errand account",
        new AlreadyKnown(url.base()).render(),
        List.of(url.base()),
        List.of());
  }

  Mail passwordChanged(String email) {
    return new Mail(
        email,
        "Your Errand password was changed",
        new PasswordChanged(url.base()).render(),
        List.of(url.base()),
        List.of());
  }

  Mail invitation(String email, String tenantName, String inviter, LinkAndCode secrets) {
    String link = link("/invite", secrets);
    return new Mail(
        email,
        "You are invited to Errand",
        new Invitation(link, oneLine(tenantName), oneLine(inviter)).render(),
        List.of(link),
        List.of());
  }

  Mail invitationKnown(String email, String tenantName, String inviter) {
    return new Mail(
        email,
        "You are invited to Errand",
        new InvitationKnown(oneLine(tenantName), oneLine(inviter)).render(),
        List.of(),
        List.of());
  }

  Mail webhookDisabled(String email, String webhook, String reason) {
    return new Mail(
        email,
        "A webhook of yours was turned off",
        new WebhookDisabled(webhook, reason, url.base()).render(),
        List.of(url.base()),
        List.of());
  }

  private String link(String path, LinkAndCode secrets) {
    return url.base() + path + "?token=" + secrets.link();
  }

  // Names are chosen by strangers: they shall not look like a part of our text.
  private static String oneLine(String name) {
    String line = name.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.substring(0, Math.min(100, line.length()));
  }
}
