package dev.weft.definitions.parse;

/**
 * A field of a construct.
 *
 * @param doc Markdown, for reference and editors
 */
public record Field(String name, Form form, boolean required, String doc) {
    static Field required(String name, Form form, String doc) {
        return new Field(name, form, true, doc);
    }

    static Field optional(String name, Form form, String doc) {
        return new Field(name, form, false, doc);
    }
}
