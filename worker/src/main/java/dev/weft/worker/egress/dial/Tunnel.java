package dev.weft.worker.egress.dial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way through a proxy, by the method CONNECT (RFC 9110, 9.3.6). The proxy is told an address, never a name: so what it
 * dials is the address that was checked here, whatever a name server would tell it.
 */
final class Tunnel {
    private static final int LONGEST_HEAD = 16 << 10;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})( [^\\r\\n]*)?\\r?\\n");

    private Tunnel() {}

    /**
     * Has the proxy at the other end of a socket connect it to a target.
     *
     * @throws ProxyRefusedException when it doesn't
     */
    static void open(Socket socket, EgressProxy proxy, InetSocketAddress target) throws IOException {
        String host = target.getAddress().getHostAddress();
        String authority =
                (host.contains(":") ? "[" + host.replaceFirst("%.*", "") + "]" : host) + ":" + target.getPort();
        String authorization = proxy.authorization();
        String request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n"
                + (authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        Matcher status = STATUS.matcher(head(socket.getInputStream(), proxy, authority));
        if (!status.lookingAt()) {
            throw refused(proxy, authority, "something that isn't HTTP", true);
        }
        int code = Integer.parseInt(status.group(1));
        if (code < 200 || code > 299) {
            throw refused(proxy, authority, "status " + code, code >= 500);
        }
    }

    /** Up to the empty line and not a byte further: what follows is the target's. */
    private static String head(InputStream stream, EgressProxy proxy, String authority) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int before = 0;
        for (int last = 0, next = 0; !(next == '\n' && (last == '\n' || (last == '\r' && before == '\n'))); ) {
            before = last;
            last = next;
            next = stream.read();
            if (next < 0 || head.size() == LONGEST_HEAD) {
                throw refused(proxy, authority, next < 0 ? "the end of the connection" : "a head without an end", true);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static ProxyRefusedException refused(EgressProxy proxy, String authority, String found, boolean passing) {
        return new ProxyRefusedException(
                "Expected the proxy " + proxy + " to connect to " + authority + ", but found " + found + ".", passing);
    }
}
