package dev.weft.worker.protocol.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.payload.codec.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Payloads as Temporal keeps them: each sealed as a whole, with the id of its key beside it. What was written before there
 * were keys stays readable. Search attributes never come here: Temporal must read them. Thread safe.
 */
public final class SealingCodec implements PayloadCodec {
    /** What {@code encoding} says of a sealed payload: the word of Temporal's own examples, which its tools know. */
    static final String ENCODING = "binary/encrypted";

    /** Names the key beside the payload. */
    static final String KEY = "encryption-key-id";

    private static final String ENCODING_FIELD = "encoding";
    private static final ByteString SEALED = ByteString.copyFromUtf8(ENCODING);
    private static final byte[] ABOUT = "weft/payload/1".getBytes(StandardCharsets.UTF_8);

    private final Sealer sealer;

    public SealingCodec(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The converter of every client and worker: values as JSON, sealed, and so are messages and traces of failures. */
    public static DataConverter converter(Sealer sealer) {
        return new SealingConverter(DefaultDataConverter.newDefaultInstance(), sealer);
    }

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        Optional<Keyset> keys = sealer.keys();
        return keys.isEmpty()
                ? payloads
                : payloads.stream().map(payload -> seal(payload, keys.get())).toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads.stream().map(this::open).toList();
    }

    private static Payload seal(Payload payload, Keyset keys) {
        return Payload.newBuilder()
                .putMetadata(ENCODING_FIELD, SEALED)
                .putMetadata(KEY, ByteString.copyFromUtf8(keys.primary()))
                .setData(ByteString.copyFrom(keys.seal(payload.toByteArray(), ABOUT)))
                .build();
    }

    private Payload open(Payload payload) {
        if (!payload.getMetadataOrDefault(ENCODING_FIELD, ByteString.EMPTY).equals(SEALED)) {
            return payload;
        }
        String key = payload.getMetadataOrDefault(KEY, ByteString.EMPTY).toStringUtf8();
        try {
            return Payload.parseFrom(sealer.open(payload.getData().toByteArray(), ABOUT, key, "a payload"));
        } catch (InvalidProtocolBufferException e) {
            throw new SealException("Expected a payload that key " + key + " has sealed, but found something else.");
        }
    }
}
