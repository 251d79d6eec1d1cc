package dev.errand.live.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {
  /** The example that the libraries of Standard Webhooks are tested with. */
  @Test
  void theSignatureIsThatOfThePublishedExample() {
    var secret = new WebhookSecret(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));

    String signature =
        secret.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}");

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void theTextIsTheBase64OfTheKey() {
    WebhookSecret secret = WebhookSecret.random(new Random(1));

    assertThat(secret.text()).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(secret.text().substring("whsec_".length())))
        .isEqualTo(secret.bytes())
        .hasSize(32);
    assertThat(secret).hasToString("WebhookSecret");
  }

  @Test
  void aSecretHas24To64Bytes() {
    assertThatThrownBy(() -> new WebhookSecret(new byte[23]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WebhookSecret(new byte[65]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
