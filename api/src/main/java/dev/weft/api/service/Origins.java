package dev.weft.api.service;

import java.nio.file.Path;

/** Where definitions and agents come from that nobody has sent. */
final class Origins {
    /** Those that come with the platform. */
    static final String CATALOGUE = "catalogue";

    private Origins() {}

    /** Those of a folder. */
    static String of(Path folder) {
        return "folder:" + folder.toAbsolutePath().normalize();
    }
}
