package dev.weft.worker.egress.dial;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The address of a connection isn't public and not allowed either. */
public final class EgressRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    EgressRefusedException(InetSocketAddress target) {
        super("Expected a public address, but found "
                + (target.getAddress() == null
                        ? target.getHostString()
                        : target.getAddress().getHostAddress())
                + ". An operator can allow it with WEFT_EGRESS_ALLOW.");
    }
}
