package dev.weft.worker.blob.s3;

import dev.weft.definitions.blob.BlobStore;
import dev.weft.definitions.blob.BlobStoreProvider;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Opens {@code s3://bucket/prefix}, with {@code ?region=…}, and for what isn't Amazon's {@code ?endpoint=https://…}.
 * Credentials are found as AWS's own tools find them: {@code AWS_ACCESS_KEY_ID} and its like, profiles, the machine's role.
 */
public final class S3Blobs implements BlobStoreProvider {
    private static final Duration ONE_TRY = Duration.ofSeconds(30);
    private static final Duration ALL_TRIES = Duration.ofSeconds(90);
    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final String DEFAULT_REGION = "us-east-1";

    @Override
    public String scheme() {
        return "s3";
    }

    @Override
    public BlobStore open(URI place, Map<String, String> environment) {
        String bucket = place.getAuthority();
        if (bucket == null || place.getUserInfo() != null || place.getPort() >= 0) {
            throw new IllegalArgumentException(
                    "Expected a bucket such as s3://bucket/prefix, but found another place. Credentials come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, not from the address.");
        }
        String path = place.getPath() == null ? "" : place.getPath();
        String prefix = path.replaceAll("^/+|/+$", "");
        return new S3BlobStore(client(options(place), environment), bucket, prefix.isEmpty() ? "" : prefix + "/");
    }

    private static S3Client client(Map<String, String> options, Map<String, String> environment) {
        String endpoint = options.get("endpoint");
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(TO_CONNECT)
                        .socketTimeout(ONE_TRY))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ONE_TRY)
                        .apiCallTimeout(ALL_TRIES)
                        .build())
                // What others than Amazon offer doesn't know the checksums that it adds; contents are checked by their
                // key.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .region(Region.of(region(options, environment)))
                .credentialsProvider(credentials(environment));
        if (endpoint != null) {
            builder.endpointOverride(endpoint(endpoint)).forcePathStyle(true);
        }
        return builder.build();
    }

    private static URI endpoint(String text) {
        URI endpoint = URI.create(text);
        if (endpoint.getHost() == null || endpoint.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "Expected ?endpoint= to be like https://minio.example.com:9000, but found another.");
        }
        return endpoint;
    }

    private static String region(Map<String, String> options, Map<String, String> environment) {
        String own = options.get("region");
        return own != null
                ? own
                : environment.getOrDefault(
                        "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", DEFAULT_REGION));
    }

    /** Those of the given environment, which needn't be that of the process; else as AWS's tools find them. */
    private static AwsCredentialsProvider credentials(Map<String, String> environment) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id == null || id.isBlank() || secret == null || secret.isBlank()) {
            return DefaultCredentialsProvider.builder().build();
        }
        @Nullable String session = environment.get("AWS_SESSION_TOKEN");
        return StaticCredentialsProvider.create(
                session == null || session.isBlank()
                        ? AwsBasicCredentials.create(id, secret)
                        : AwsSessionCredentials.create(id, secret, session));
    }

    private static Map<String, String> options(URI place) {
        Map<String, String> options = new LinkedHashMap<>();
        String query = place.getQuery() == null ? "" : place.getQuery();
        for (String option : query.split("&")) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (!name.isEmpty()) {
                if (equals < 0 || !(name.equals("endpoint") || name.equals("region"))) {
                    throw new IllegalArgumentException(
                            "Expected ?endpoint=… or ?region=… after the bucket, but found '%s'.".formatted(name));
                }
                options.put(name, option.substring(equals + 1));
            }
        }
        return options;
    }
}
