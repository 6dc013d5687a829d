package dev.weft.cli.output;

/** How a result is printed. */
public enum Format {
    /** For people. */
    TABLE,
    JSON,
    YAML
}
