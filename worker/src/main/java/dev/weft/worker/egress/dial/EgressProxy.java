package dev.weft.worker.egress.dial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy that the operator has set up, through which others are reached. Immutable and thread safe. */
public final class EgressProxy {
    private final HttpUrl url;
    private final AddressList except;

    private EgressProxy(HttpUrl url, AddressList except) {
        this.url = url;
        this.except = except;
    }

    /**
     * Reads the settings {@code WEFT_PROXY} and {@code WEFT_NO_PROXY}.
     *
     * @param text {@code http://host:port}, or {@code http://user:password@host:port}
     * @param except addresses, CIDRs and host names that are reached straight
     * @throws IllegalArgumentException when they have another form; the message doesn't hold the password
     */
    public static EgressProxy parse(String text, List<String> except) {
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null
                || url.isHttps()
                || !url.encodedPath().equals("/")
                || url.query() != null
                || url.fragment() != null) {
            throw new IllegalArgumentException("Expected http://host:port as WEFT_PROXY, or"
                    + " http://user:password@host:port, but found another form");
        }
        return new EgressProxy(url, new AddressList("WEFT_NO_PROXY", except));
    }

    boolean serves(InetSocketAddress target) {
        return !except.contains(target);
    }

    /** Where it listens, looked up anew. */
    InetSocketAddress address() throws IOException {
        return new InetSocketAddress(InetAddress.getByName(url.host()), url.port());
    }

    /** The header {@code Proxy-Authorization}; {@code null} where the proxy wants none. */
    @Nullable String authorization() {
        return url.username().isEmpty() && url.password().isEmpty()
                ? null
                : Credentials.basic(url.username(), url.password(), StandardCharsets.UTF_8);
    }

    /** For messages, without the password. */
    @Override
    public String toString() {
        return url.scheme() + "://" + (url.host().contains(":") ? "[" + url.host() + "]" : url.host()) + ":"
                + url.port();
    }
}
