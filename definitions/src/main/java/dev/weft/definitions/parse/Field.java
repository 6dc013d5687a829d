package dev.weft.definitions.parse;

/**
 * A field of a construct.
 *
 * @param doc Markdown, for reference and editors
 * @param later whether this release reads it, but can't carry it out yet
 */
public record Field(String name, Form form, boolean required, String doc, boolean later) {
    static Field required(String name, Form form, String doc) {
        return new Field(name, form, true, doc, false);
    }

    static Field optional(String name, Form form, String doc) {
        return new Field(name, form, false, doc, false);
    }

    static Field later(String name, Form form, String doc) {
        return new Field(name, form, false, doc, true);
    }
}
