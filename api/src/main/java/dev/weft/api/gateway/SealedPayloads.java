package dev.weft.api.gateway;

import com.google.protobuf.Message;
import io.temporal.api.common.v1.Payload;
import java.util.List;
import java.util.function.Consumer;

/** Finds the payloads of a message that aren't in the clear, wherever in it they are. */
final class SealedPayloads {
    private static final String ENCODING = "encoding";

    /** What a codec that seals or packs writes; all that the SDK itself writes is otherwise. */
    private static final List<String> CLEAR = List.of("json/", "binary/plain", "binary/null", "binary/protobuf");

    private SealedPayloads() {}

    static void in(Message message, Consumer<Payload> found) {
        if (message instanceof Payload payload) {
            String encoding = payload.containsMetadata(ENCODING)
                    ? payload.getMetadataOrThrow(ENCODING).toStringUtf8()
                    : "json/";
            if (CLEAR.stream().noneMatch(encoding::startsWith)) {
                found.accept(payload);
            }
            return;
        }
        for (Object value : message.getAllFields().values()) {
            if (value instanceof Message below) {
                in(below, found);
            } else if (value instanceof List<?> all) {
                for (Object one : all) {
                    if (one instanceof Message below) {
                        in(below, found);
                    }
                }
            }
        }
    }
}
