package dev.weft.worker.egress.dial;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Addresses, ranges of them and host names that an operator has listed. Immutable and thread safe. */
final class AddressList {
    private final List<AddressRange> ranges = new ArrayList<>();
    private final Set<String> hosts = new TreeSet<>();

    /**
     * @param setting where they stand, for messages
     * @throws IllegalArgumentException when an entry is none of these
     */
    AddressList(String setting, List<String> entries) {
        for (String entry : entries) {
            String text = entry.strip().toLowerCase(Locale.ROOT);
            if (text.isEmpty()) {
                continue;
            }
            String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
            AddressRange.parse(bare).ifPresentOrElse(ranges::add, () -> hosts.add(host(setting, bare)));
        }
    }

    private static String host(String setting, String text) {
        if (!text.matches("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?") || text.matches("[0-9.]+")) {
            throw new IllegalArgumentException("Expected addresses, CIDRs such as 10.0.0.0/8 and host names in "
                    + setting + ", but found '" + text + "'");
        }
        return text;
    }

    /**
     * Whether it holds a target, by its address or by the name that was asked for.
     *
     * @param target its host name is the one of the request, not of a reverse look-up
     */
    boolean contains(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        return (address != null && ranges.stream().anyMatch(range -> range.contains(address)))
                || hosts.contains(target.getHostString().toLowerCase(Locale.ROOT));
    }
}
