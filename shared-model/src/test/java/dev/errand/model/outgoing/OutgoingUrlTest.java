package dev.errand.model.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hooks.example.org/a",
        "//hooks.example.org/a",
        "ftp://hooks.example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://hooks.example.org/",
        "https:hooks.example.org",
        "https://",
        "https:///path",
        "https://user@hooks.example.org/",
        "https://user:secret@hooks.example.org/",
        "https://hooks.example.org@10.0.0.1/",
        "https://@hooks.example.org/",
        "https://hooks.example.org/#part",
        "https://hooks.example.org\\@10.0.0.1/",
        "https://hooks.example.org/a b",
        "https://hooks.example.org/\r\nX: y",
        "https://hooks.example.org/\u0000",
        "https://h\u00f6oks.example.org/",
        "https://\uff11\uff12\uff17.0.0.1/",
        "https://hooks_example.org/",
        "https://-hooks.example.org/",
        "https://hooks..example.org/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.0.1./",
        "https://127.0.0.0x1/",
        "https://example.0x7f/",
        "https://1.2.3.4.5/",
        "https://256.1.1.1/",
        "https://08.8.8.8/",
        "https://[::ffff:8.8.8.8]/",
        "https://[::ffff:0808:0808]/",
        "https://[fe80::1%25eth0]/",
        "https://[::1/",
        "https://hooks.example.org:0/",
        "https://hooks.example.org:22/",
        "https://hooks.example.org:25/",
        "https://hooks.example.org:70000/",
        "https://hooks.example.org:-1/"
      })
  void whatReadersMightReadDifferentlyIsRefused(String text) {
    assertThatThrownBy(() -> OutgoingUrl.parse(text)).isInstanceOf(AddressRefused.class);
  }

  @Test
  void aUrlIsTakenApart() {
    OutgoingUrl url = OutgoingUrl.parse("HTTPS://Hooks.Example.org:8443/a/%20b?c=d");

    assertThat(url.secure()).isTrue();
    assertThat(url.host()).isEqualTo("hooks.example.org");
    assertThat(url.port()).isEqualTo(8443);
    assertThat(url.target()).isEqualTo("/a/%20b?c=d");
    assertThat(url.authority()).isEqualTo("hooks.example.org:8443");
    assertThat(url.literal()).isEmpty();
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    OutgoingUrl url = OutgoingUrl.parse("http://hooks.example.org");

    assertThat(url.secure()).isFalse();
    assertThat(url.port()).isEqualTo(80);
    assertThat(url.target()).isEqualTo("/");
    assertThat(url.authority()).isEqualTo("hooks.example.org");
  }

  @Test
  void anAddressIsRead() {
    assertThat(OutgoingUrl.parse("http://8.8.8.8/").literal().orElseThrow().getHostAddress())
        .isEqualTo("8.8.8.8");
    assertThat(OutgoingUrl.parse("http://[2606:4700::1]/").literal()).isPresent();
  }
}
