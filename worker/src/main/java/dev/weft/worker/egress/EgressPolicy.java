package dev.weft.worker.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which addresses may be reached: all public ones, and of the others those that the operator allows. Immutable and
 * thread safe.
 */
public final class EgressPolicy {
    private final List<AddressRange> ranges = new ArrayList<>();
    private final Set<String> hosts = new TreeSet<>();

    private EgressPolicy(List<String> allowed) {
        for (String entry : allowed) {
            String text = entry.strip().toLowerCase(Locale.ROOT);
            String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
            AddressRange.parse(bare).ifPresentOrElse(ranges::add, () -> hosts.add(host(bare)));
        }
    }

    /**
     * @param allowed addresses, CIDRs and host names that may be reached although they are not public
     * @throws IllegalArgumentException when an entry is none of these
     */
    public static EgressPolicy allowing(List<String> allowed) {
        return new EgressPolicy(
                allowed.stream().filter(entry -> !entry.isBlank()).toList());
    }

    private static String host(String text) {
        if (!text.matches("[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?") || text.matches("[0-9.]+")) {
            throw new IllegalArgumentException("Expected addresses, CIDRs such as 10.0.0.0/8 and host names in"
                    + " WEFT_EGRESS_ALLOW, but found '" + text + "'");
        }
        return text;
    }

    /**
     * Whether a connection may be made.
     *
     * @param target resolved; its host name is the one of the request, not of a reverse look-up
     */
    boolean allows(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        return address != null
                && (PublicAddresses.contains(address)
                        || ranges.stream().anyMatch(range -> range.contains(address))
                        || hosts.contains(target.getHostString().toLowerCase(Locale.ROOT)));
    }
}
