package dev.weft.worker.egress.tls;

import org.jspecify.annotations.Nullable;

/**
 * How https is spoken with a server.
 *
 * @param verify whether its certificate and name are checked
 * @param ca certificates that are trusted beside the usual ones, PEM; {@code null} for none
 * @param certificate of the client, PEM, others of its chain behind it; {@code null} for none
 * @param key of that certificate, PEM; {@code null} for none
 */
public record TlsSettings(
        boolean verify,
        @Nullable String ca,
        @Nullable String certificate,
        @Nullable String key) {
    /**
     * What holds for another server, to which the first one leads: whom to trust; but neither who the client is, nor
     * that anybody is believed.
     */
    public TlsSettings elsewhere() {
        return new TlsSettings(true, ca, null, null);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "TlsSettings[verify=" + verify + "]";
    }
}
