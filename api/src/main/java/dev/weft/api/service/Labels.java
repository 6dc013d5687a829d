package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Labels, as they may be given from outside. */
final class Labels {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,63}");
    private static final int MAX_VALUE = 150;

    private Labels() {}

    /** The value, when name and value are fit to be found by. */
    static String checked(String name, @Nullable String value) {
        if (!NAME.matcher(name).matches()) {
            throw ApiException.unprocessable(
                    "invalid_label",
                    "Expected a label's name of up to 63 letters, digits and _ . / -, but found «" + name + "».");
        }
        if (value == null || value.length() > MAX_VALUE) {
            throw ApiException.unprocessable(
                    "invalid_label", "Expected a text of up to " + MAX_VALUE + " characters as label «" + name + "».");
        }
        if (value.chars().anyMatch(c -> c == '"' || Character.isISOControl(c))) {
            throw ApiException.unprocessable(
                    "invalid_label",
                    "Expected label «" + name + "» without quotation marks (\") and control characters.");
        }
        return value;
    }
}
