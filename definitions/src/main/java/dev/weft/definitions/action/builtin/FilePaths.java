package dev.weft.definitions.action.builtin;

import dev.weft.definitions.action.Misfits;
import java.nio.file.FileSystems;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Paths and patterns of a file operation. */
public final class FilePaths {
    private FilePaths() {}

    /** Refuses what is no path at all. */
    static void check(Misfits misfits, String name, @Nullable String path) {
        if (path != null && path.indexOf('\0') >= 0) {
            misfits.value(
                    "/" + name,
                    "Expected a path for \"" + name + "\", but found one with a character that none has",
                    "Remove \\0 from it.");
        }
    }

    /** Refuses the workspace itself, which is no file and stays. */
    static void belowTheTop(Misfits misfits, String name, @Nullable String path, String operation) {
        if (path != null && !path.isBlank() && isTop(path)) {
            misfits.value(
                    "/" + name,
                    "Expected a path below the workspace for \"" + name + "\" with the operation " + operation
                            + ", but found \"" + path + "\", which is the workspace itself",
                    "Write a path such as data/people.csv.");
        }
    }

    /** Whether a relative path climbs out of the workspace. */
    public static boolean leavesWorkspace(String path) {
        return !isAbsolute(path) && depth(path) < 0;
    }

    private static boolean isTop(String path) {
        return !isAbsolute(path) && depth(path) == 0;
    }

    private static boolean isAbsolute(String path) {
        return path.startsWith("/");
    }

    /** How many folders below its start a relative path ends; negative where it goes above it, if only on the way. */
    private static int depth(String path) {
        int depth = 0;
        for (String name : path.split("/", -1)) {
            depth += name.isEmpty() || name.equals(".") ? 0 : name.equals("..") ? -1 : 1;
            if (depth < 0) {
                return depth;
            }
        }
        return depth;
    }

    /** Refuses what is no glob. */
    static void pattern(Misfits misfits, @Nullable String pattern) {
        if (pattern == null) {
            return;
        }
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            misfits.value(
                    "/pattern",
                    "Expected a glob such as **.csv for \"pattern\", but found \"" + pattern + '"',
                    "Close each [ and {, write ranges in order, and a backslash before a bracket that is meant as it is.");
        }
    }
}
