package dev.weft.api.gateway;

import dev.weft.api.error.ApiException;

/** What a run refuses, as the API tells it. */
final class Refusals {
    private Refusals() {}

    /**
     * @param message {@code CODE: words} of a {@code RefusedException}: that is all of it that comes through Temporal
     */
    static ApiException of(String message) {
        int colon = message.indexOf(": ");
        String code = colon > 0 ? message.substring(0, colon) : "";
        String words = colon > 0 ? message.substring(colon + 2) : message;
        return switch (code) {
            case "NOT_FOUND" -> new ApiException(404, "not_found", words);
            case "NOT_APPROVER" -> new ApiException(403, "not_approver", words);
            case "NOT_SIGNED" -> new ApiException(403, "not_signed", words);
            case "CONFLICT" -> ApiException.conflict("conflict", words);
            case "INVALID" -> ApiException.unprocessable("invalid_decision", words);
            default -> ApiException.unprocessable("refused", "Expected the run to take this, but it says: " + message);
        };
    }
}
