package dev.weft.worker.egress.dial;

import java.io.IOException;

/** The proxy made no connection to where it was asked to. */
public final class ProxyRefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean passing;

    /**
     * @param passing whether asking again may help
     */
    ProxyRefusedException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** Whether asking again may help. */
    public boolean passing() {
        return passing;
    }
}
