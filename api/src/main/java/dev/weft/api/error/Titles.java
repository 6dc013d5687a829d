package dev.weft.api.error;

import jakarta.ws.rs.core.Response;

/** Words for statuses. */
final class Titles {
    private Titles() {}

    static String of(int status) {
        return switch (status) {
            case 401 -> "Not signed in";
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 409 -> "Conflict with the present state";
            case 412 -> "Changed meanwhile";
            case 413 -> "Too large";
            case 422 -> "Understood, but not valid";
            case 500 -> "Error inside the platform";
            case 503 -> "Not available at the moment";
            default -> {
                Response.Status known = Response.Status.fromStatusCode(status);
                yield known == null ? "Refused" : known.getReasonPhrase();
            }
        };
    }

    /** The code of a problem that has no better one than its status. */
    static String code(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null
                ? "http_" + status
                : known.getReasonPhrase().toLowerCase(java.util.Locale.ROOT).replace(' ', '_');
    }
}
