package dev.weft.worker.egress.dial;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Which addresses may be reached: all public ones, and of the others those that the operator allows. Immutable and
 * thread safe.
 */
public final class EgressPolicy {
    private final AddressList allowed;

    private EgressPolicy(AddressList allowed) {
        this.allowed = allowed;
    }

    /**
     * @param allowed addresses, CIDRs and host names that may be reached although they are not public
     * @throws IllegalArgumentException when an entry is none of these
     */
    public static EgressPolicy allowing(List<String> allowed) {
        return new EgressPolicy(new AddressList("WEFT_EGRESS_ALLOW", allowed));
    }

    /**
     * Whether a connection may be made.
     *
     * @param target resolved; its host name is the one of the request, not of a reverse look-up
     */
    boolean allows(InetSocketAddress target) {
        InetAddress address = target.getAddress();
        return address != null && (PublicAddresses.contains(address) || allowed.contains(target));
    }
}
