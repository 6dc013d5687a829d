package dev.weft.api.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Which files of a folder are definitions. */
public final class DefinitionFile {
    private static final Pattern DEFINITION = Pattern.compile(".*\\.(yaml|yml|json)");
    private static final Pattern TEST = Pattern.compile(".*\\.test\\.(yaml|yml|json)");

    private DefinitionFile() {}

    /** YAML or JSON, neither hidden (as what editors write beside is) nor a test. */
    public static boolean is(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".")
                && DEFINITION.matcher(name).matches()
                && !TEST.matcher(name).matches()
                && Files.isRegularFile(file);
    }
}
