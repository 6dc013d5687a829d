package dev.weft.definitions.template;

/** A template's file is none. The message has file and line: {@code «my.template.yaml:12: Expected X, but found Y»}. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateException(String file, int line, String message) {
        super(file + ":" + line + ": " + message);
    }
}
