package dev.weft.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the API serves https with.
 *
 * @param certificate PEM: the server's own, then those that vouch for it
 * @param key PEM: its private key in PKCS #8 ({@code BEGIN PRIVATE KEY}), not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
    /** The variables that name the files. */
    public static final String CERTIFICATE = "WEFT_TLS_CERTIFICATE";

    public static final String KEY = "WEFT_TLS_KEY";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /**
     * What the variables of an environment say; {@code null} where they name no files.
     *
     * @throws IllegalArgumentException where they name one of both
     */
    static @Nullable TlsFiles of(Function<String, Optional<String>> variables) {
        Optional<Path> certificate = variables.apply(CERTIFICATE).map(Path::of);
        Optional<Path> key = variables.apply(KEY).map(Path::of);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    "Expected both " + CERTIFICATE + " and " + KEY + ", but found one of them.");
        }
        return certificate.isEmpty() ? null : new TlsFiles(certificate.get(), key.orElseThrow());
    }

    /**
     * Certificate and key as Java keeps them, in memory.
     *
     * @param password of the key in there
     * @throws IOException with words for the operator, where a file can't be read or the two don't belong together
     */
    KeyStore store(char[] password) throws IOException {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)))
                    .toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw new IOException("Expected a certificate in " + certificate + ", but found none.");
            }
            ((X509Certificate) chain[0]).checkValidity();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("weft", key(chain[0].getPublicKey().getAlgorithm()), password, chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "Expected a valid certificate in " + certificate + " and its key in " + key + ", but: "
                            + e.getMessage(),
                    e);
        }
    }

    private PrivateKey key(String algorithm) throws IOException, GeneralSecurityException {
        Matcher block = PEM.matcher(Files.readString(key, StandardCharsets.US_ASCII));
        if (!block.find()) {
            throw new IOException("Expected -----BEGIN PRIVATE KEY----- (PKCS #8, not encrypted) in " + key
                    + ", but found none. «openssl pkcs8 -topk8 -nocrypt» writes it so.");
        }
        byte[] bytes = Base64.getMimeDecoder().decode(block.group(1));
        return KeyFactory.getInstance(algorithm.equals("Ed25519") ? "EdDSA" : algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(bytes));
    }
}
