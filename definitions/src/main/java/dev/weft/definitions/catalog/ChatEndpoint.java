package dev.weft.definitions.catalog;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible endpoint that the catalogue's writing agents may use.
 *
 * @param url base address, such as {@code http://localhost:11434/v1}
 * @param model name of the model
 */
public record ChatEndpoint(String url, String model) {
    /** Settings that name it. The key, where one is needed, is secret {@code CHAT_KEY}. */
    public static final String URL = "WEFT_CHAT_URL";

    public static final String MODEL = "WEFT_CHAT_MODEL";

    /**
     * The endpoint that the settings name; empty where they name none.
     *
     * @param settings the value of a setting by its name, {@code null} where it isn't set; {@code System::getenv} fits
     * @throws IllegalArgumentException when only one of the two is set
     */
    public static Optional<ChatEndpoint> from(Function<String, @Nullable String> settings) {
        String url = trimmed(settings.apply(URL));
        String model = trimmed(settings.apply(MODEL));
        if (url.isEmpty() && model.isEmpty()) {
            return Optional.empty();
        }
        if (url.isEmpty() || model.isEmpty()) {
            throw new IllegalArgumentException("Expected both " + URL + " and " + MODEL + " or neither, but found only "
                    + (url.isEmpty() ? MODEL : URL) + ": set the other one too");
        }
        return Optional.of(new ChatEndpoint(url, model));
    }

    private static String trimmed(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
