package dev.weft.worker.egress.dial;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells the public internet from everything else (the registries of special addresses, RFC 6890). */
final class PublicAddresses {
    private static final List<AddressRange> SPECIAL_4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final List<AddressRange> GLOBAL_6 = ranges("2000::/3");
    /** Special, tunnels (Teredo, 6to4, whose target is hidden inside), documentation. */
    private static final List<AddressRange> SPECIAL_6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    /** Translates to the IPv4 address in its last four bytes. */
    private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !any(SPECIAL_4, address);
        }
        if (NAT64.contains(address)) {
            byte[] bytes = address.getAddress();
            return contains(address4(Arrays.copyOfRange(bytes, 12, 16)));
        }
        return any(GLOBAL_6, address) && !any(SPECIAL_6, address);
    }

    private static InetAddress address4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean any(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Arrays.stream(texts).map(AddressRange::of).toList();
    }
}
