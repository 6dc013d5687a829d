package dev.weft.definitions.size;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sizes as authors write them: bytes, or {@code 64KiB}, {@code 512MiB}, {@code 2GiB}, {@code 10MB}. */
public final class SizeText {
    /** What each that is written as text matches. */
    public static final String PATTERN = "\\s*0*[1-9][0-9]{0,11}\\s*([bB]|[kKmMgG][iI]?[bB])?\\s*";

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(b|kib|mib|gib|kb|mb|gb)?");

    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private static final int STEP = 1024;

    private SizeText() {}

    /** For people: in the largest unit of which there is at least one, with up to one decimal, such as {@code 1.5GiB}. */
    public static String format(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        String number = String.format(Locale.ROOT, "%.1f", value);
        return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + UNITS.get(unit);
    }

    /** Bytes; nothing where the value has another form, or is zero. */
    public static OptionalLong parse(@Nullable Object value) {
        Matcher matcher = FORM.matcher(String.valueOf(value).strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        String unit = matcher.group(2);
        long factor = switch (unit == null ? "b" : unit) {
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            case "gib" -> 1L << 30;
            case "kb" -> 1_000;
            case "mb" -> 1_000_000;
            case "gb" -> 1_000_000_000;
            default -> 1;
        };
        long count = Long.parseLong(matcher.group(1));
        return count == 0 || count > Long.MAX_VALUE / factor ? OptionalLong.empty() : OptionalLong.of(count * factor);
    }
}
