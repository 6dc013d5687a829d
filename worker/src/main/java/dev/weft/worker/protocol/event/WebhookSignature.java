package dev.weft.worker.protocol.event;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of webhooks as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has them: HMAC-SHA256 over {@code
 * id.timestamp.body}, as {@code v1,BASE64}; a header may have several, parted by spaces.
 */
public final class WebhookSignature {
    /** Identifies the call: the same one that is sent again has the same. */
    public static final String ID = "webhook-id";

    /** When it was signed, in seconds since 1970. */
    public static final String TIMESTAMP = "webhook-timestamp";

    /** The signatures. */
    public static final String SIGNATURE = "webhook-signature";

    private static final String VERSION = "v1,";
    private static final String ENCODED = "whsec_";

    private WebhookSignature() {}

    /**
     * Signs.
     *
     * @param secret its characters are the key, or what follows on {@code whsec_}, as base64
     */
    public static String of(String secret, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to have HmacSHA256", e);
        }
    }

    /** Whether one of the signatures of a header is right. */
    public static boolean fits(String secret, String id, String timestamp, byte[] body, String header) {
        byte[] right = of(secret, id, timestamp, body).getBytes(StandardCharsets.UTF_8);
        boolean fits = false;
        for (String one : header.split(" ")) {
            fits |= MessageDigest.isEqual(right, one.getBytes(StandardCharsets.UTF_8));
        }
        return fits;
    }

    private static byte[] key(String secret) {
        if (secret.startsWith(ENCODED)) {
            try {
                return Base64.getDecoder().decode(secret.substring(ENCODED.length()));
            } catch (IllegalArgumentException plain) {
                return secret.getBytes(StandardCharsets.UTF_8);
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}
