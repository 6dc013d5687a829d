package dev.weft.definitions.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value that is kept elsewhere, in a blob store, as it is large: it stands for what it names. Expressions hand it on; one that
 * looks into it is evaluated where the store is, see {@link Scope#elsewhere}.
 *
 * @param kind of the value
 * @param bytes of the blob
 * @param sha256 of the blob, 64 hex digits: its key
 * @param at JSON pointer of the value in the blob; empty for all of it
 */
public record LargeValue(Kind kind, long bytes, String sha256, String at) {
    /** What begins its text. */
    public static final String SCHEME = "large:";

    private static final Pattern TEXT =
            Pattern.compile(SCHEME + "([lmtp]):(\\d{1,18}):([0-9a-f]{64})((?:/.*)?)", Pattern.DOTALL);

    /** What it is. */
    public enum Kind {
        LIST('l'),
        MAP('m'),
        TEXT('t'),
        /** A part of a blob, which may be anything. */
        PART('p');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        private static Kind of(char letter) {
            for (Kind kind : values()) {
                if (kind.letter == letter) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("Expected the letter of a kind, but found " + letter);
        }
    }

    /** One of all of a blob. */
    public static LargeValue of(@Nullable Object value, long bytes, String sha256) {
        Kind kind = switch (value) {
            case List<?> list -> Kind.LIST;
            case Map<?, ?> map -> Kind.MAP;
            case String text -> Kind.TEXT;
            case null -> Kind.PART;
            default -> Kind.PART;
        };
        return new LargeValue(kind, bytes, sha256, "");
    }

    /** An item of a list. */
    public LargeValue item(int index) {
        return new LargeValue(Kind.PART, bytes, sha256, at + "/" + index);
    }

    /** Whether a value is one, or holds one that isn't at hand. */
    public static boolean in(@Nullable Object value) {
        return findIn(value).isPresent();
    }

    /** The first that a value is, or holds, and that isn't at hand. */
    public static Optional<LargeValue> findIn(@Nullable Object value) {
        return switch (value) {
            case LargeValue large -> Optional.of(large);
            case AtHand opened -> Optional.empty();
            case Map<?, ?> map -> findAmong(map.values());
            case List<?> list -> findAmong(list);
            case null -> Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<LargeValue> findAmong(Iterable<?> values) {
        for (Object value : values) {
            Optional<LargeValue> found = findIn(value);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** As text, such as {@code large:l:5242880:<sha256>}. */
    public String text() {
        return SCHEME + kind.letter + ":" + bytes + ":" + sha256 + at;
    }

    /**
     * The one that a text says.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static LargeValue parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Expected a value that is kept elsewhere, but found another text");
        }
        return new LargeValue(
                Kind.of(matcher.group(1).charAt(0)),
                Long.parseLong(matcher.group(2)),
                matcher.group(3),
                matcher.group(4));
    }

    @Override
    public String toString() {
        return text();
    }
}
