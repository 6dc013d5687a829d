package dev.weft.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.action.ActionException;
import dev.weft.worker.egress.dial.EgressPolicy;
import dev.weft.worker.egress.dial.EgressProxy;
import dev.weft.worker.egress.tls.TlsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Dns;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through a proxy, which is told addresses that were checked. */
class EgressProxyTest {
    private static final String OPEN = "HTTP/1.1 200 OK\r\nVia: test\r\n\r\n";
    private static final Map<String, String> ADDRESSES = Map.of(
            "public.example", "93.184.215.14",
            "six.example", "2606:4700:4700::1111",
            "private.example", "10.1.2.3",
            "here.example", "127.0.0.1");
    private static final Dns NAMES = host -> {
        String address = ADDRESSES.get(host);
        if (address == null) {
            throw new UnknownHostException(host);
        }
        return List.of(
                InetAddress.getByAddress(host, InetAddress.getByName(address).getAddress()));
    };

    private final MockWebServer server = new MockWebServer();
    private @Nullable TestProxy proxy;
    private @Nullable HttpGateway gateway;

    @AfterEach
    void stop() throws IOException {
        if (gateway != null) {
            gateway.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        server.close();
    }

    private HttpAnswer get(
            String url,
            String answer,
            String login,
            List<String> allowed,
            List<String> except,
            @Nullable TlsSettings tls)
            throws Exception {
        server.start();
        server.enqueue(new MockResponse.Builder().body("hello").build());
        proxy = new TestProxy(server.getPort(), answer);
        gateway = new HttpGateway(
                EgressPolicy.allowing(allowed),
                EgressProxy.parse("http://" + login + "127.0.0.1:" + proxy.port(), except),
                NAMES);
        return gateway.send(new HttpRequest(
                "GET", HttpGateway.url(url.replace("PORT", "" + server.getPort())), Map.of(), null, null, true, tls));
    }

    private List<String> heads() {
        return Objects.requireNonNull(proxy).heads;
    }

    @ParameterizedTest
    @CsvSource({
        "http://public.example/a, 93.184.215.14:80",
        "http://public.example:8080/a, 93.184.215.14:8080",
        "http://six.example/a, [2606:4700:4700:0:0:0:0:1111]:80",
        "http://8.8.8.8/a, 8.8.8.8:80"
    })
    void shouldTellTheProxyTheAddressThatWasChecked(String url, String authority) throws Exception {
        HttpAnswer answer = get(url, OPEN, "", List.of(), List.of(), null);

        assertThat(answer.text()).isEqualTo("hello");
        assertThat(heads()).containsExactly("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        // The server is told the name, and nothing of the proxy.
        assertThat(server.takeRequest().getHeaders().get("Host")).isEqualTo(url.replaceFirst("http://([^/]*)/a", "$1"));
    }

    @Test
    void shouldSpeakTlsWithTheServerBehindTheProxy() throws Exception {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("public.example")
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());

        HttpAnswer answer = get(
                "https://public.example/a",
                OPEN,
                "user:pass%20word@",
                List.of(),
                List.of(),
                new TlsSettings(true, certificate.certificatePem(), null, null));

        assertThat(answer.text()).isEqualTo("hello");
        assertThat(heads().getFirst())
                .startsWith("CONNECT 93.184.215.14:443 ")
                .contains("Proxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString("user:pass word".getBytes(StandardCharsets.UTF_8)));
        assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://private.example/", "http://10.1.2.3/", "http://127.0.0.1:PORT/", "http://[::1]/"})
    void shouldRefuseWhatIsNotPublicBeforeTheProxyIsAsked(String url) {
        assertThatThrownBy(() -> get(url, OPEN, "", List.of(), List.of(), null))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.code()).isEqualTo("egress_refused"));
        assertThat(heads()).isEmpty();
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void shouldReachStraightWhatTheOperatorNames() throws Exception {
        HttpAnswer answer =
                get("http://here.example:PORT/", OPEN, "", List.of("127.0.0.1"), List.of("here.example"), null);

        assertThat(answer.text()).isEqualTo("hello");
        assertThat(heads()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 403 Forbidden, status 403, false",
        "HTTP/1.1 407 Proxy Authentication Required, status 407, false",
        "HTTP/1.0 502 Bad Gateway, status 502, true",
        "SSH-2.0-OpenSSH, something that isn't HTTP, true"
    })
    void shouldSayThatTheProxyRefused(String line, String message, boolean retryable) {
        assertThatThrownBy(() ->
                        get("http://public.example/", line + "\r\n\r\n", "user:s3cret@", List.of(), List.of(), null))
                .isInstanceOfSatisfying(ActionException.class, e -> {
                    assertThat(e.code()).isEqualTo("proxy_refused");
                    assertThat(e.retryable()).isEqualTo(retryable);
                    assertThat(e)
                            .hasMessageContaining("to connect to 93.184.215.14:80, but found " + message)
                            .hasMessageNotContaining("s3cret");
                });
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy:3128",
                "https://proxy:3128",
                "http://proxy:3128/path",
                "http://",
                "socks5://proxy",
                "http://u:s3cret@proxy/?x"
            })
    void shouldRefuseSettingsThatAreNoProxyWithoutShowingThem(String setting) {
        assertThatThrownBy(() -> EgressProxy.parse(setting, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WEFT_PROXY")
                .hasMessageNotContaining("s3cret");
    }
}
