package dev.weft.api.service;

import dev.weft.api.error.ApiException;
import dev.weft.definitions.label.LabelText;
import org.jspecify.annotations.Nullable;

/** Labels given at a start: by the same rule as those of a definition. */
final class Labels {
    private Labels() {}

    /** The value, when name and value are fit to be found by. */
    static String checked(String name, @Nullable String value) {
        if (!LabelText.isName(name)) {
            throw ApiException.unprocessable(
                    "invalid_label",
                    "Expected the name of a label, but found «" + name + "». " + LabelText.NAME_CURE);
        }
        if (value == null || !LabelText.isValue(value)) {
            throw ApiException.unprocessable(
                    "invalid_label",
                    "Expected a value of the label «" + name + "», but found "
                            + (value == null ? "none. " : "a text that can't be one. ") + LabelText.VALUE_CURE);
        }
        return value;
    }
}
