package dev.weft.definitions.template;

import dev.weft.definitions.expression.value.Text;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a definition was made, so that it can be made again: the comment in its first lines. */
final class CreateLine {
    private CreateLine() {}

    static String of(DefinitionTemplate template, String id, Map<String, ? extends @Nullable Object> given) {
        return "# Template " + template.id() + " " + template.version() + ", made by:\n#   "
                + command(template, id, given) + "\n";
    }

    /** As it is typed at a shell. */
    static String command(DefinitionTemplate template, String id, Map<String, ? extends @Nullable Object> given) {
        StringBuilder line = new StringBuilder("weft create ").append(template.id());
        if (!id.equals(template.defaultId())) {
            line.append(" --id ").append(id);
        }
        given.forEach((name, value) -> line.append(" --param ").append(quoted(name + "=" + text(value))));
        return line.toString();
    }

    static String text(@Nullable Object value) {
        return value instanceof String text ? text : Text.json(value);
    }

    // Bash's other quotes where the argument has control characters: a line break would end the comment.
    private static String quoted(String argument) {
        if (argument.chars().anyMatch(Character::isISOControl)) {
            StringBuilder escaped = new StringBuilder("$'");
            argument.chars()
                    .forEach(c -> escaped.append(
                            Character.isISOControl(c)
                                    ? String.format("\\u%04x", c)
                                    : (c == '\'' || c == '\\' ? "\\" : "") + (char) c));
            return escaped.append('\'').toString();
        }
        return argument.matches("[A-Za-z0-9_.:/=@%+,-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
