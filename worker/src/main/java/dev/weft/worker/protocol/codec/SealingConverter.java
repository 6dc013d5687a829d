package dev.weft.worker.protocol.codec;

import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.payload.context.SerializationContext;
import java.util.List;

/**
 * Seals values, and messages and traces of failures where there are keys. Without keys failures stay as they are: the SDK would take
 * their messages out of the sight of Temporal's web UI for nothing. Thread safe.
 */
final class SealingConverter extends CodecDataConverter {
    private final DataConverter plain;
    private final Sealer sealer;

    SealingConverter(DataConverter plain, Sealer sealer) {
        super(plain, List.of(new SealingCodec(sealer)), true);
        this.plain = plain;
        this.sealer = sealer;
    }

    @Override
    public Failure exceptionToFailure(Throwable throwable) {
        return sealer.keys().isEmpty() ? plain.exceptionToFailure(throwable) : super.exceptionToFailure(throwable);
    }

    @Override
    public SealingConverter withContext(SerializationContext context) {
        return new SealingConverter(plain.withContext(context), sealer);
    }
}
