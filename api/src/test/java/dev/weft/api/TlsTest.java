package dev.weft.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.api.store.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** Https, given a certificate. */
class TlsTest {
    private final Path folder = Api.folder();

    @Test
    void shouldServeHttps() throws Exception {
        // given
        KeyStore made = certificate();
        TlsFiles files = new TlsFiles(
                pem("server.crt", "CERTIFICATE", made.getCertificate("weft").getEncoded()),
                pem(
                        "server.key",
                        "PRIVATE KEY",
                        made.getKey("weft", "secret".toCharArray()).getEncoded()));
        ApiSettings settings = Api.with(
                Api.settings(folder, TestDatabase.migratedUrl(), List.of(), List.of()),
                AccessSettings.DEFAULTS.withTls(files));

        // when
        try (ApiServer server = ApiServer.start(settings)) {
            // then
            assertThat(server.uri().getScheme()).isEqualTo("https");
            HttpResponse<String> answer = trusting(made)
                    .send(
                            HttpRequest.newBuilder(server.uri().resolve("/livez"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThatThrownBy(() -> old(made)
                            .send(HttpRequest.newBuilder(server.uri()).build(), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(
                                                    server.uri().toString().replace("https", "http")))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldNotStartWithAKeyThatIsNoneOfTheCertificate() throws Exception {
        TlsFiles files = new TlsFiles(
                pem(
                        "server.crt",
                        "CERTIFICATE",
                        certificate().getCertificate("weft").getEncoded()),
                folder.resolve("none.key"));
        Files.writeString(files.key(), "-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThatThrownBy(() -> ApiServer.start(Api.with(
                        Api.settings(folder, TestDatabase.migratedUrl(), List.of(), List.of()),
                        AccessSettings.DEFAULTS.withTls(files))))
                .isInstanceOf(ApiStartException.class)
                .hasMessageContaining("BEGIN PRIVATE KEY")
                .hasMessageContaining("none.key");
    }

    private KeyStore certificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve(java.util.UUID.randomUUID() + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "weft",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "secret")
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), "secret".toCharArray());
    }

    private Path pem(String name, String kind, byte[] bytes) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + kind
                        + "-----\n");
    }

    private static HttpClient trusting(KeyStore made) throws GeneralSecurityException, IOException {
        return HttpClient.newBuilder().sslContext(context(made)).build();
    }

    private static HttpClient old(KeyStore made) throws GeneralSecurityException, IOException {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.1"});
        return HttpClient.newBuilder()
                .sslContext(context(made))
                .sslParameters(parameters)
                .build();
    }

    private static SSLContext context(KeyStore made) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("weft", made.getCertificate("weft"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
