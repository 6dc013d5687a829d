package dev.weft.definitions.expression.program;

import dev.weft.definitions.expression.Flaw;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name with dashes after a dot, where what follows the dash is no name of its own, so that the parser gives up at it.
 *
 * <pre>tasks.sign-in.status   ✗ in is an operator</pre>
 */
final class DashedName {
    private static final Pattern PATH =
            Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*+(?:\\.[A-Za-z_]\\w*+(?!-))*+)\\.([A-Za-z_]\\w*+(?:-\\w++)++)");

    private DashedName() {}

    /** The name in which, or right behind which, the parser gave up; null where that isn't one. */
    static @Nullable Flaw find(String text, int offset) {
        Matcher path = PATH.matcher(text);
        while (path.find() && path.start() <= offset) {
            boolean inside = path.start(2) < offset && offset <= path.end();
            if (inside && !Brackets.of(text.substring(0, path.start())).inString()) {
                return new Flaw(
                        path.start(),
                        path.end() - path.start(),
                        Flaw.Kind.SYNTAX,
                        "Expected a name without dashes after the dot, but found " + path.group()
                                + ", which is a subtraction",
                        "Write " + path.group(1) + "['" + path.group(2) + "']");
            }
        }
        return null;
    }
}
