package dev.weft.api.folder;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which files of a folder are definitions. */
public final class DefinitionFile {
    private DefinitionFile() {}

    /** YAML or JSON, neither hidden (as what editors write beside is) nor a test. */
    public static boolean is(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && !name.startsWith(".")
                && !name.matches(".*\\.test\\.(yaml|yml|json)")
                && name.matches(".*\\.(yaml|yml|json)");
    }
}
