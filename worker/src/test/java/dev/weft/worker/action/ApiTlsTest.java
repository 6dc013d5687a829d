package dev.weft.worker.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.definitions.action.ActionException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Handshake;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests to servers with certificates of their own, and that want one of the client. */
class ApiTlsTest {
    private static final HeldCertificate CA = new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("Company CA")
            .build();
    private static final HeldCertificate SERVER = new HeldCertificate.Builder()
            .signedBy(CA)
            .addSubjectAlternativeName("127.0.0.1")
            .build();
    private static final HeldCertificate STRANGER = new HeldCertificate.Builder()
            .signedBy(CA)
            .addSubjectAlternativeName("stranger.example")
            .build();
    private static final HeldCertificate CLIENT = new HeldCertificate.Builder()
            .signedBy(CA)
            .commonName("weft")
            .rsa2048()
            .build();

    @TempDir
    Path workspace = Path.of("");

    private final MockWebServer server = new MockWebServer();
    private final MockWebServer other = new MockWebServer();
    private ApiCalls calls;

    @BeforeEach
    void start() throws IOException {
        calls = new ApiCalls(workspace);
    }

    @AfterEach
    void stop() {
        calls.close();
        server.close();
        other.close();
    }

    private static void start(MockWebServer server, HeldCertificate certificate, boolean asks) throws IOException {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(CA.certificate())
                .build()
                .sslSocketFactory());
        if (asks) {
            server.requestClientAuth();
        }
        server.start();
        for (int i = 0; i < 4; i++) {
            server.enqueue(new MockResponse.Builder()
                    .setHeader("Content-Type", "text/plain")
                    .body("ok")
                    .build());
        }
    }

    private static String url(MockWebServer server) {
        return "https://127.0.0.1:" + server.getPort() + "/";
    }

    private static Map<String, Object> tls(Object... settings) {
        Map<String, Object> tls = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            tls.put((String) settings[i], settings[i + 1]);
        }
        return tls;
    }

    @Test
    void shouldTrustTheAuthorityThatIsNamedAndNobodyElse() throws Exception {
        start(server, SERVER, false);

        ActionException unknown = calls.failure(url(server));
        assertThat(unknown.code()).isEqualTo("tls");
        assertThat(calls.failure(url(server), "tls", tls("ca", STRANGER.certificatePem()))
                        .code())
                .isEqualTo("tls");
        assertThat(server.getRequestCount()).isZero();

        assertThat(calls.call(url(server), "tls", tls("ca", CA.certificatePem()))
                        .get("body"))
                .isEqualTo("ok");
        // Trust isn't handed to a request that has none.
        assertThat(calls.failure(url(server)).code()).isEqualTo("tls");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void shouldCheckTheNameUnlessNothingIsChecked() throws Exception {
        start(server, STRANGER, false);

        assertThat(calls.failure(url(server), "tls", tls("ca", CA.certificatePem()))
                        .code())
                .isEqualTo("tls");
        assertThat(calls.call(url(server), "tls", tls("verify", false)).get("body"))
                .isEqualTo("ok");
        assertThat(calls.failure(url(server), "tls", tls("verify", true)).code())
                .isEqualTo("tls");
    }

    @Test
    void shouldShowTheClientsCertificateAndNotToAnotherOrigin() throws Exception {
        start(other, SERVER, true);
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .setHeader("Location", "/again")
                .build());
        server.enqueue(new MockResponse.Builder()
                .code(307)
                .setHeader("Location", url(other))
                .build());
        start(server, SERVER, true);
        Map<String, Object> tls = tls(
                "ca", CA.certificatePem(), "certificate", CLIENT.certificatePem(), "key", CLIENT.privateKeyPkcs8Pem());

        assertThat(calls.call(url(server), "tls", tls).get("body")).isEqualTo("ok");

        assertThat(peer(server.takeRequest())).contains("CN=weft");
        assertThat(peer(server.takeRequest())).contains("CN=weft");
        assertThat(peer(other.takeRequest())).isEmpty();
    }

    @Test
    void shouldNotBelieveAnotherOriginWhereTheFirstIsBelievedUnchecked() throws Exception {
        start(other, SERVER, false);
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .setHeader("Location", url(other))
                .build());
        start(server, STRANGER, false);

        assertThat(calls.failure(url(server), "tls", tls("verify", false)).code())
                .isEqualTo("tls");
        assertThat(other.getRequestCount()).isZero();
    }

    @Test
    void shouldTrustTheAuthorityForTokensTooButShowNoCertificateThere() throws Exception {
        other.enqueue(
                new MockResponse.Builder().body("{\"access_token\": \"t\"}").build());
        start(other, SERVER, true);
        start(server, SERVER, true);
        Map<String, Object> auth = Map.of(
                "client_credentials", Map.of("token_url", url(other), "client_id", "weft", "client_secret", "s3cret"));

        calls.call(
                url(server),
                "auth",
                auth,
                "tls",
                tls(
                        "ca",
                        CA.certificatePem(),
                        "certificate",
                        CLIENT.certificatePem(),
                        "key",
                        CLIENT.privateKeyPkcs8Pem()));

        assertThat(peer(other.takeRequest())).isEmpty();
        assertThat(peer(server.takeRequest())).contains("CN=weft");
        assertThat(calls.failure(url(server), "auth", auth, "tls", tls("verify", false))
                        .code())
                .isEqualTo("tls");
    }

    private static String peer(RecordedRequest request) {
        Handshake handshake = Objects.requireNonNull(request.getHandshake());
        return handshake.peerPrincipal() == null
                ? ""
                : handshake.peerPrincipal().getName();
    }

    /** Forms of keys as tools write them. */
    @ParameterizedTest
    @CsvSource({"RSA, PRIVATE KEY", "RSA, RSA PRIVATE KEY", "EC, PRIVATE KEY", "EC, EC PRIVATE KEY"})
    void shouldReadKeysInEachForm(String algorithm, String form) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        HeldCertificate client = new HeldCertificate.Builder()
                .signedBy(CA)
                .commonName("weft")
                .keyPair(generator.generateKeyPair())
                .build();
        start(server, SERVER, true);
        byte[] pkcs8 = client.keyPair().getPrivate().getEncoded();
        String key = switch (form) {
            case "RSA PRIVATE KEY" -> pem(form, inner(pkcs8));
            case "EC PRIVATE KEY" ->
                "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
                        + pem(form, sec1(inner(pkcs8)));
            default -> pem(form, pkcs8);
        };

        calls.call(
                url(server), "tls", tls("ca", CA.certificatePem(), "certificate", client.certificatePem(), "key", key));

        assertThat(peer(server.takeRequest())).contains("CN=weft");
    }

    private static String pem(String form, byte[] der) {
        return "-----BEGIN " + form + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + form + "-----\n";
    }

    /** The octets at the end of PKCS#8: the key in its older form. */
    private static byte[] inner(byte[] pkcs8) {
        for (int at = 0; at < pkcs8.length - 4; at++) {
            boolean longer = (pkcs8[at + 1] & 0xff) == 0x82
                    && ((pkcs8[at + 2] & 0xff) << 8 | pkcs8[at + 3] & 0xff) == pkcs8.length - at - 4;
            boolean shorter = (pkcs8[at + 1] & 0xff) == 0x81 && (pkcs8[at + 2] & 0xff) == pkcs8.length - at - 3;
            boolean shortest = (pkcs8[at + 1] & 0xff) == pkcs8.length - at - 2;
            if (pkcs8[at] == 4 && (longer || shorter || shortest)) {
                return Arrays.copyOfRange(pkcs8, at + (longer ? 4 : shorter ? 3 : 2), pkcs8.length);
            }
        }
        throw new AssertionError("no octets");
    }

    /** A key as OpenSSL writes it: the curve stands behind the number. */
    private static byte[] sec1(byte[] bare) {
        byte[] curve = {(byte) 0xa0, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
        int head = (bare[1] & 0xff) < 0x80 ? 2 : 3;
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int number = 3 + 2 + 32;
        byte[] first = Arrays.copyOfRange(bare, head, head + number);
        byte[] rest = Arrays.copyOfRange(bare, head + number, bare.length);
        whole.writeBytes(first);
        whole.writeBytes(curve);
        whole.writeBytes(rest);
        byte[] content = whole.toByteArray();
        whole.reset();
        whole.write(0x30);
        if (content.length >= 0x80) {
            whole.write(0x81);
        }
        whole.write(content.length);
        whole.writeBytes(content);
        return whole.toByteArray();
    }

    @Test
    void shouldSayWhatIsWrongWithCertificatesWithoutShowingThem() throws Exception {
        start(server, SERVER, false);
        String certificate = CLIENT.certificatePem();
        Map<Map<String, Object>, String> wrong = Map.of(
                tls("ca", "s3cret"), "/tls/ca",
                tls("certificate", "s3cret", "key", CLIENT.privateKeyPkcs8Pem()), "/tls/certificate",
                tls("certificate", certificate, "key", "s3cret"), "no block -----BEGIN PRIVATE KEY-----",
                tls("certificate", certificate, "key", pem("PRIVATE KEY", new byte[] {1, 2, 3})),
                        "a block that holds no key",
                tls("certificate", certificate, "key", pem("EC PRIVATE KEY", new byte[] {0x30, 9, 2})),
                        "a block that holds no key",
                tls("certificate", certificate, "key", pem("ENCRYPTED PRIVATE KEY", new byte[] {1})),
                        "a key that a password protects",
                tls("certificate", certificate, "key", SERVER.privateKeyPkcs8Pem()), "but found another one");

        wrong.forEach((tls, message) -> {
            ActionException failure = calls.failure(url(server), "tls", tls);
            assertThat(failure.code()).isEqualTo("invalid_parameters");
            assertThat(failure).hasMessageContaining(message).hasMessageNotContaining("s3cret");
        });
        assertThat(server.getRequestCount()).isZero();
    }
}
