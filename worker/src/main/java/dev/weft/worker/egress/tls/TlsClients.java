package dev.weft.worker.egress.tls;

import dev.weft.definitions.action.ActionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Clients by how they speak https. Those that were used last are kept, so that their connections are used again;
 * connections of different settings are never shared, as each has a socket factory of its own. Thread safe.
 */
public final class TlsClients {
    private static final int KEPT = 64;
    private static final char[] NO_PASSWORD = {};
    private final OkHttpClient usual;
    private final Map<TlsSettings, OkHttpClient> clients = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TlsSettings, OkHttpClient> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param usual client from which the others are made; remains the caller's to close
     */
    public TlsClients(OkHttpClient usual) {
        this.usual = usual;
    }

    /**
     * A client.
     *
     * @param settings {@code null} for the usual ones
     * @throws ActionException {@code invalid_parameters} when a certificate or the key can't be used
     */
    public OkHttpClient client(@Nullable TlsSettings settings) throws ActionException {
        if (settings == null) {
            return usual;
        }
        synchronized (clients) {
            OkHttpClient known = clients.get(settings);
            if (known == null) {
                known = make(settings);
                clients.put(settings, known);
            }
            return known;
        }
    }

    private OkHttpClient make(TlsSettings settings) throws ActionException {
        try {
            X509TrustManager trust = settings.verify() ? trust(settings.ca()) : new TrustAnybody();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(settings), new TrustManager[] {trust}, null);
            OkHttpClient.Builder builder = usual.newBuilder().sslSocketFactory(context.getSocketFactory(), trust);
            return (settings.verify() ? builder : builder.hostnameVerifier((host, session) -> true)).build();
        } catch (GeneralSecurityException | IOException e) {
            throw ActionException.permanent("tls", "Expected to set up TLS, but that failed: " + e.getMessage() + ".");
        }
    }

    private static X509TrustManager trust(@Nullable String ca)
            throws ActionException, GeneralSecurityException, IOException {
        TrustManagerFactory usual = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        usual.init((KeyStore) null);
        if (ca == null) {
            return manager(usual);
        }
        KeyStore anchors = empty();
        List<X509Certificate> all = new ArrayList<>(certificates("/tls/ca", ca));
        all.addAll(List.of(manager(usual).getAcceptedIssuers()));
        for (int i = 0; i < all.size(); i++) {
            anchors.setCertificateEntry("ca-" + i, all.get(i));
        }
        TrustManagerFactory more = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        more.init(anchors);
        return manager(more);
    }

    private static X509TrustManager manager(TrustManagerFactory factory) {
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust;
            }
        }
        throw new IllegalStateException("Expected a trust manager for X.509, but found none");
    }

    private static KeyManager @Nullable [] identity(TlsSettings settings)
            throws ActionException, GeneralSecurityException, IOException {
        if (settings.certificate() == null || settings.key() == null) {
            return null;
        }
        List<X509Certificate> chain = certificates("/tls/certificate", settings.certificate());
        PrivateKey key;
        try {
            key = PemKeys.read(settings.key());
        } catch (IllegalArgumentException e) {
            throw ActionException.invalidParameters(
                    "Expected a private key in PEM at /tls/key, but found " + e.getMessage() + ".");
        }
        if (!KeyPairs.belong(chain.getFirst().getPublicKey(), key)) {
            throw ActionException.invalidParameters(
                    "Expected the key of the certificate at /tls/key, but found another one.");
        }
        KeyStore store = empty();
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static List<X509Certificate> certificates(String pointer, String pem)
            throws ActionException, CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
                if (certificate instanceof X509Certificate x509) {
                    found.add(x509);
                }
            }
        } catch (CertificateException e) {
            found.clear();
        }
        if (found.isEmpty()) {
            throw ActionException.invalidParameters("Expected certificates in PEM at " + pointer
                    + ", -----BEGIN CERTIFICATE----- and so on, but found none that can be read.");
        }
        return found;
    }

    private static KeyStore empty() throws KeyStoreException, GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
