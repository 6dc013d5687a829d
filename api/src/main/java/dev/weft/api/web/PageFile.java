package dev.weft.api.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the page, in memory.
 *
 * @param type its content type
 * @param bytes never changed
 * @param tag strong entity tag, with its quotes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed on
record PageFile(String type, byte[] bytes, String tag) {
    private static final int TAG_DIGITS = 32;

    /**
     * Reads a file beside the others.
     *
     * @param name such as {@code style.css}; its ending says the content type
     */
    static PageFile read(String name) {
        try (InputStream stream = PageFile.class.getResourceAsStream("/web/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("Expected the resource /web/" + name + ", but found none");
            }
            byte[] bytes = stream.readAllBytes();
            return new PageFile(type(name), bytes, tag(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html;charset=utf-8";
            case "css" -> "text/css;charset=utf-8";
            case "js" -> "text/javascript;charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("Expected a known file ending, but found " + name);
        };
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
