package dev.weft.definitions.expression.program;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.ast.CelConstant;
import dev.weft.definitions.expression.value.Failure;
import org.jspecify.annotations.Nullable;

/** Literals of CEL as values. There is one kind of integer: {@code 1u} is {@code 1}. */
final class Literals {
    private Literals() {}

    static @Nullable Object value(CelConstant constant) throws Failure {
        return switch (constant.getKind()) {
            case NULL_VALUE -> null;
            case BOOLEAN_VALUE -> constant.booleanValue();
            case INT64_VALUE -> constant.int64Value();
            case UINT64_VALUE -> unsigned(constant.uint64Value());
            case DOUBLE_VALUE -> constant.doubleValue();
            case STRING_VALUE -> constant.stringValue();
            case BYTES_VALUE -> constant.bytesValue();
            case DURATION_VALUE, TIMESTAMP_VALUE, NOT_SET ->
                throw new Failure("Expected a literal, but found " + constant.getKind());
        };
    }

    private static Object unsigned(UnsignedLong number) throws Failure {
        if (number.longValue() < 0) {
            throw new Failure("Expected an integer of 64 bits, but found " + number + "u");
        }
        return number.longValue();
    }
}
