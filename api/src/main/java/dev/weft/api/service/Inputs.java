package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.api.representation.Json;
import dev.weft.definitions.input.Binding;
import dev.weft.definitions.input.InputBinder;
import dev.weft.definitions.input.InputFailure;
import dev.weft.definitions.model.Definition;
import dev.weft.worker.protocol.large.LargeLimits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Inputs of a start. */
final class Inputs {
    private static final int MAX_BYTES = 1_500_000;

    private Inputs() {}

    /**
     * How many bytes of them a run carries; 413 for inputs that its history can't hold.
     *
     * @param kept whether what is large is kept elsewhere: then the body's limit alone counts
     */
    static int carried(@Nullable Map<String, @Nullable Object> given, boolean kept) {
        int bytes = Json.bytes(given == null ? Map.of() : given).length;
        if (kept) {
            return Math.min(bytes, LargeLimits.AT_HAND);
        }
        if (bytes > MAX_BYTES) {
            throw new ApiException(
                    413,
                    "too_large",
                    "Expected inputs of at most " + MAX_BYTES + " bytes as JSON, but found " + bytes
                            + ". Write what is large into a file in the workspace, and pass its path.");
        }
        return bytes;
    }

    /** The inputs with defaults filled in; 422 with everything that doesn't fit. */
    static Map<String, @Nullable Object> bind(Definition definition, @Nullable Map<String, @Nullable Object> given) {
        return switch (InputBinder.bind(definition, given == null ? Map.of() : given)) {
            case Binding.Bound bound -> bound.values();
            case Binding.Refused refused ->
                throw refused(
                        "invalid_inputs",
                        "Expected inputs that fit «" + definition.id() + "»",
                        "/inputs",
                        refused.failures());
        };
    }

    /**
     * 422 with everything that doesn't fit.
     *
     * @param below pointer into the request's body under which the failures' pointers are
     */
    static ApiException refused(String code, String expected, String below, List<InputFailure> failures) {
        String single = code.substring(0, code.length() - 1);
        return ApiException.unprocessable(
                        code,
                        expected + ", but found " + failures.size()
                                + (failures.size() == 1 ? " that does not: " : " that do not; the first: ")
                                + failures.getFirst().message())
                .with(
                        "problems",
                        failures.stream()
                                .map(failure -> new Problem(
                                        single, "error", below + failure.pointer(), failure.message(), failure.hint()))
                                .toList());
    }

    /**
     * An input that doesn't fit.
     *
     * @param path JSON pointer into the request's body
     */
    record Problem(String code, String severity, String path, String message, String hint) {}
}
