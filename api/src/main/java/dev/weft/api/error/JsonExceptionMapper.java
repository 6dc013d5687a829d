package dev.weft.api.error;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** JSON that can't be read: malformed, a field nobody knows, a value of the wrong type. Always with its place. */
public final class JsonExceptionMapper implements ExceptionMapper<JsonProcessingException> {
    @Override
    public Response toResponse(JsonProcessingException exception) {
        return problem(exception).response();
    }

    /** The problem that unreadable JSON is. */
    public static ApiException problem(JsonProcessingException exception) {
        if (exception.getCause() instanceof ApiException refused) {
            return refused;
        }
        if (exception.getOriginalMessage().startsWith("Trailing token")) {
            return at(
                    new ApiException(400, "malformed_json", "Expected one JSON object, but found more after it."),
                    exception);
        }
        ApiException problem = switch (exception) {
            case UnrecognizedPropertyException unknown -> unknownField(unknown);
            case InvalidFormatException format ->
                new ApiException(400, "invalid_field", "Expected " + expected(format) + " at " + path(format) + ".");
            case MismatchedInputException mismatch ->
                new ApiException(
                        400, "invalid_field", "Expected " + expected(mismatch) + " at " + path(mismatch) + ".");
            default ->
                new ApiException(400, "malformed_json", "Expected JSON, but found: " + exception.getOriginalMessage());
        };
        return at(problem, exception);
    }

    private static ApiException unknownField(UnrecognizedPropertyException unknown) {
        List<String> known = unknown.getKnownPropertyIds() == null
                ? List.of()
                : unknown.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .toList();
        String found = unknown.getPropertyName();
        String meant =
                Nearest.of(found, known).map(n -> " Did you mean «" + n + "»?").orElse("");
        return new ApiException(
                400,
                "unknown_field",
                "Expected one of the fields " + String.join(", ", known) + ", but found «" + found + "»." + meant);
    }

    private static String expected(MismatchedInputException mismatch) {
        Class<?> type = mismatch.getTargetType();
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            return "one of "
                    + Stream.of(Objects.requireNonNull(type.getEnumConstants()))
                            .map(constant -> constant.toString().toLowerCase(java.util.Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        return switch (type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "String" -> "a string";
            case "boolean", "Boolean" -> "true or false";
            case "List" -> "a list";
            default -> "an object";
        };
    }

    private static String path(JsonMappingException exception) {
        String path = exception.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("/"));
        return path.isEmpty() ? "the top of the body" : "/" + path;
    }

    private static ApiException at(ApiException problem, JacksonException exception) {
        @Nullable JsonLocation place = exception.getLocation();
        if (place != null && place.getLineNr() > 0) {
            problem.with("line", place.getLineNr()).with("column", Math.max(1, place.getColumnNr()));
        }
        return problem;
    }
}
