package dev.weft.worker.egress.dial;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Addresses with a common prefix, such as {@code 10.0.0.0/8}.
 *
 * @param bytes of the first address
 * @param bits length of the prefix
 */
record AddressRange(byte[] bytes, int bits) {
    /**
     * Reads an address literal or a CIDR; nothing for anything else, such as a host name. Never asks a name server.
     */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!address.matches("\\d+(\\.\\d+){3}") && !address.contains(":")) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
            return bits < 0 || bits > bytes.length * 8 ? Optional.empty() : Optional.of(new AddressRange(bytes, bits));
        } catch (UnknownHostException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** As {@link #parse}, for literals in code. */
    static AddressRange of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != bytes.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(bytes, 0, whole, other, 0, whole)) {
            return false;
        }
        int mask = 0xff << (8 - bits % 8) & 0xff;
        return bits % 8 == 0 || (bytes[whole] & mask) == (other[whole] & mask);
    }
}
