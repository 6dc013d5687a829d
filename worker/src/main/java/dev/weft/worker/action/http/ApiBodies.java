package dev.weft.worker.action.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.action.builtin.ApiCall;
import dev.weft.worker.action.Json;
import dev.weft.worker.egress.HttpAnswer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bodies of answers as values. */
public final class ApiBodies {
    private ApiBodies() {}

    /**
     * The value that a body stands for.
     *
     * @throws ActionException {@code invalid_answer} when it isn't JSON and should be
     */
    public static @Nullable Object value(HttpAnswer answer, ApiCall.Response wanted) throws ActionException {
        return switch (wanted) {
            case TEXT -> answer.text();
            case BASE64 -> Base64.getEncoder().encodeToString(answer.body());
            case JSON -> json(answer);
            case AUTO -> {
                if (answer.body().length == 0) {
                    yield null;
                }
                yield answer.isJson()
                        ? json(answer)
                        : answer.isText() ? answer.text() : Base64.getEncoder().encodeToString(answer.body());
            }
        };
    }

    private static @Nullable Object json(HttpAnswer answer) throws ActionException {
        try {
            return Json.read(answer.text());
        } catch (JsonProcessingException e) {
            throw new ActionException(
                    "invalid_answer",
                    "Expected JSON from " + answer.request().url().host() + ", but found something else: "
                            + Json.explain(e) + ".");
        }
    }
}
