package dev.errand.model.outgoing;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses (RFC 4632, RFC 4291 §2.3), such as {@code 10.0.0.0/8} or {@code fc00::/7}.
 *
 * @param first the address with which it is written; bits after the prefix do not count
 * @param prefix how many bits its addresses have in common
 */
public record Network(InetAddress first, int prefix) {
  private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]+)/([0-9]{1,3})");

  public Network {
    if (prefix < 0 || prefix > first.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("there is no /" + prefix + " of " + first);
    }
  }

  /**
   * @throws IllegalArgumentException for a text that is no range
   */
  public static Network parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no range of addresses such as 10.0.0.0/8");
    }
    return new Network(InetAddress.ofLiteral(form.group(1)), Integer.parseInt(form.group(2)));
  }

  /** Whether the address is one of the range; never for an address of the other family. */
  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] its = address.getAddress();
    if (mine.length != its.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
