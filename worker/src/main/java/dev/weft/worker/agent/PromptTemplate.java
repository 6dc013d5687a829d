package dev.weft.worker.agent;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.expression.Values;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Prompts with <code>{{name}}</code> in place of parameters. What a parameter holds is never a template itself. */
final class PromptTemplate {
    private static final Pattern HOLE = Pattern.compile("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_-]*)\\s*}}");

    private PromptTemplate() {}

    /**
     * The prompt.
     *
     * @throws ActionException {@code invalid_parameters} when a parameter is missing
     */
    static String fill(String template, Map<String, @Nullable Object> parameters) throws ActionException {
        Matcher holes = HOLE.matcher(template);
        StringBuilder prompt = new StringBuilder();
        while (holes.find()) {
            String name = holes.group(1);
            if (!parameters.containsKey(name)) {
                throw ActionException.invalidParameters(
                        "Expected the parameter '" + name + "', which the agent's prompt needs, but found none.");
            }
            holes.appendReplacement(prompt, Matcher.quoteReplacement(Values.toText(parameters.get(name))));
        }
        return holes.appendTail(prompt).toString();
    }
}
