package dev.weft.api.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.weft.api.error.ApiException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.payload.codec.ChainCodec;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;
import java.util.function.UnaryOperator;

/** Payloads in the form that Temporal's tools send to codec servers: protobuf's JSON of {@code Payloads}. Thread safe. */
public final class PayloadTexts {
    private final PayloadCodec codec;

    /**
     * @param client whose converter seals; one that seals nothing leaves everything as it is
     */
    public PayloadTexts(WorkflowClient client) {
        this(client.getOptions().getDataConverter());
    }

    PayloadTexts(DataConverter converter) {
        this.codec = converter instanceof PayloadCodec sealing ? sealing : new ChainCodec(List.of());
    }

    /** The payloads in the clear; 400 where it isn't a text of payloads. */
    public String open(String json) {
        return changed(json, codec::decode);
    }

    /** A payload in the clear, as bytes. */
    byte[] open(Payload payload) {
        return codec.decode(List.of(payload)).getFirst().toByteArray();
    }

    /** The payloads as Temporal keeps them; 400 where it isn't a text of payloads. */
    public String seal(String json) {
        return changed(json, codec::encode);
    }

    private static String changed(String json, UnaryOperator<List<Payload>> change) {
        Payloads.Builder given = Payloads.newBuilder();
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(json, given);
        } catch (InvalidProtocolBufferException e) {
            throw ApiException.invalid(
                    "Expected {\"payloads\": [{\"metadata\": {…}, \"data\": …}]} with bytes as base64, but found something else.");
        }
        try {
            return JsonFormat.printer()
                    .omittingInsignificantWhitespace()
                    .print(Payloads.newBuilder().addAllPayloads(change.apply(given.getPayloadsList())));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Payloads hold nothing that JSON can't have", e);
        }
    }
}
