package dev.errand.model.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
  private static final AddressRules STRICT = new AddressRules(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void whatIsNotGlobalMayNotBeCalled(String address) {
    assertThat(STRICT.allow(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.169.0.0",
        "198.17.255.255",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001::1"
      })
  void whatIsGlobalMayBeCalled(String address) {
    assertThat(STRICT.allow(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void theOperatorMayAllowMore() {
    var rules = new AddressRules(List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00::/8")));

    assertThat(rules.allow(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
    assertThat(rules.allow(InetAddress.ofLiteral("10.2.2.3"))).isFalse();
    assertThat(rules.allow(InetAddress.ofLiteral("fd00::1"))).isTrue();
    assertThat(rules.allow(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
  }

  @Test
  void oneAddressThatMayNotBeCalledSpoilsTheOthers() {
    var both = List.of(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.0.0.1"));

    assertThatThrownBy(() -> STRICT.require(both)).isInstanceOf(AddressRefused.class);
    assertThatThrownBy(() -> STRICT.require(List.of())).isInstanceOf(AddressRefused.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "ten/8"})
  void aRangeThatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
