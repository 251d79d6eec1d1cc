package dev.errand.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGroupTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
    "2001:db8:1:2::1, 20010db800010002/64",
    "2001:db8:1:3::1, 20010db800010003/64",
    "::1, 0000000000000000/64",
    "fe80::1%eth0, fe80000000000000/64",
    "::ffff:192.0.2.7, 192.0.2.7",
    "not:an:address, unknown"
  })
  void aSubscriberHasOne(String address, String group) {
    assertThat(AddressGroup.of(address)).isEqualTo(group);
  }

  @Test
  void nothingIsUnknown() {
    assertThat(AddressGroup.of((String) null)).isEqualTo(AddressGroup.UNKNOWN);
    assertThat(AddressGroup.of("")).isEqualTo(AddressGroup.UNKNOWN);
  }
}
