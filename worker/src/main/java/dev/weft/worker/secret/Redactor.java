package dev.weft.worker.secret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what an attempt says: as they are, and as base64 and hexadecimal write them; also where percents,
 * backslashes or entities stand for single characters of that, or lines are broken within it. A secret of fewer than four
 * characters is taken out only where it is the whole text: it would be found in any other.
 *
 * <p>Immutable and thread safe.
 */
public final class Redactor {
    private static final int SHORT = 4;
    /** Across lines, what is shorter is there by chance. */
    private static final int SHORT_ACROSS_LINES = 8;

    /** Of one encoded character, such as {@code %E2%82%AC}, as much as a cut may leave. */
    private static final int LONGEST_CHARACTER = 11;

    private static final List<String> CUTS = List.of("…", "...");
    private final Map<String, String> whole = new LinkedHashMap<>();
    private final List<Form> forms = new ArrayList<>();

    private record Form(String text, String replacement) {}

    /** A part of a text that goes. */
    private record Span(int start, int end, String replacement) {}

    /**
     * @param secrets values by name
     */
    public Redactor(Map<String, String> secrets) {
        this(secrets, Map.of());
    }

    /**
     * @param secrets values by name
     * @param more names by value
     */
    Redactor(Map<String, String> secrets, Map<String, String> more) {
        more.forEach((value, name) -> add(name, value));
        secrets.forEach(this::add);
    }

    private void add(String name, String value) {
        String replacement = "[secret " + name + "]";
        if (!value.isEmpty()) {
            whole.put(value, replacement);
        }
        SecretForms.of(value).stream()
                .filter(form -> form.length() >= SHORT)
                .forEach(form -> forms.add(new Form(form, replacement)));
    }

    /** The text without secrets. */
    public String redact(String text) {
        return redact(text, false);
    }

    /** A message without secrets, and without what is left of one where the message was cut and says so by dots. */
    public String redactMessage(String text) {
        return redact(text, true);
    }

    /**
     * A line of a longer text without secrets: also one that is nothing but a piece of a secret that was broken over lines, as base64
     * often is.
     */
    public String redactLine(String line) {
        String bare = line.strip();
        if (bare.length() >= SHORT_ACROSS_LINES) {
            for (Form form : forms) {
                if (form.text().contains(bare)) {
                    return form.replacement();
                }
            }
        }
        return redact(line);
    }

    private String redact(String text, boolean cut) {
        String replacement = whole.get(text);
        if (replacement != null) {
            return replacement;
        }
        if (forms.isEmpty()) {
            return text;
        }
        List<Span> spans = new ArrayList<>();
        for (TextView view : views(text)) {
            boolean across = view.text().length() < text.length() && text.indexOf('\n') >= 0;
            for (Form form : forms) {
                if (!across || form.text().length() >= SHORT_ACROSS_LINES) {
                    find(view, form, spans);
                    if (cut) {
                        findCut(view, form, across ? SHORT_ACROSS_LINES : SHORT, spans);
                    }
                }
            }
        }
        return without(text, spans);
    }

    private static List<TextView> views(String text) {
        TextView plain = TextView.of(text);
        List<TextView> views = new ArrayList<>(List.of(plain));
        if (text.indexOf('%') >= 0) {
            views.add(plain.withoutPercents(false));
        }
        if (text.indexOf('+') >= 0) {
            views.add(plain.withoutPercents(true));
        }
        if (text.indexOf('\\') >= 0) {
            TextView once = plain.withoutEscapes();
            TextView twice = once.withoutEscapes();
            views.addAll(List.of(once, twice, once.unwrapped()));
        }
        if (text.indexOf('&') >= 0) {
            views.add(plain.withoutEntities());
        }
        if (text.indexOf('\n') >= 0) {
            views.add(plain.unwrapped());
        }
        return views;
    }

    private static void find(TextView view, Form form, List<Span> spans) {
        int length = form.text().length();
        for (int at = view.text().indexOf(form.text());
                at >= 0;
                at = view.text().indexOf(form.text(), at + 1)) {
            spans.add(new Span(view.start(at), view.end(at + length - 1), form.replacement()));
        }
    }

    /** The beginning of a form before dots, and the end of one behind them, be they in the middle of an encoded character. */
    private static void findCut(TextView view, Form form, int shortest, List<Span> spans) {
        String text = view.text();
        int broken = view.starts() == null ? 0 : LONGEST_CHARACTER;
        for (String dots : CUTS) {
            for (int at = text.indexOf(dots); at >= 0; at = text.indexOf(dots, at + 1)) {
                for (int edge = at; edge >= Math.max(1, at - broken); edge--) {
                    int left = edge == at || "%\\&".indexOf(text.charAt(edge)) >= 0
                            ? beginning(text, edge, form, shortest)
                            : 0;
                    if (left > 0) {
                        spans.add(new Span(view.start(edge - left), view.end(at - 1), form.replacement()));
                        break;
                    }
                }
                int behind = at + dots.length();
                for (int edge = behind; edge < Math.min(text.length(), behind + broken + 1); edge++) {
                    int left = end(text, edge, form, shortest);
                    if (left > 0) {
                        spans.add(new Span(view.start(behind), view.end(edge + left - 1), form.replacement()));
                        break;
                    }
                }
            }
        }
    }

    /** How many of a form's first characters stand before a place; 0 where there are too few. */
    private static int beginning(String text, int edge, Form form, int shortest) {
        String secret = form.text();
        for (int left = Math.min(secret.length() - 1, edge); left >= shortest; left--) {
            if (text.regionMatches(edge - left, secret, 0, left)) {
                return left;
            }
        }
        return 0;
    }

    /** How many of a form's last characters stand at a place; 0 where there are too few. */
    private static int end(String text, int edge, Form form, int shortest) {
        String secret = form.text();
        for (int left = Math.min(secret.length() - 1, text.length() - edge); left >= shortest; left--) {
            if (text.regionMatches(edge, secret, secret.length() - left, left)) {
                return left;
            }
        }
        return 0;
    }

    /** The text with each span, or several that overlap, replaced; by the longest of those that begin first. */
    private static String without(String text, List<Span> spans) {
        if (spans.isEmpty()) {
            return text;
        }
        spans.sort(Comparator.comparingInt(Span::start)
                .thenComparing(Comparator.comparingInt(Span::end).reversed()));
        StringBuilder redacted = new StringBuilder();
        int done = 0;
        for (Span span : spans) {
            if (span.start() >= done) {
                redacted.append(text, done, span.start()).append(span.replacement());
            }
            done = Math.max(done, span.end());
        }
        return redacted.append(text, done, text.length()).toString();
    }

    /** A JSON-like value without secrets, in texts and in the names of fields. */
    public @Nullable Object redact(@Nullable Object value) {
        if (whole.isEmpty()) {
            return value;
        }
        return switch (value) {
            case String text -> redact(text);
            case List<?> list -> {
                List<@Nullable Object> redacted = new ArrayList<>(list.size());
                list.forEach(item -> redacted.add(redact(item)));
                yield Collections.unmodifiableList(redacted);
            }
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> redacted = new LinkedHashMap<>();
                map.forEach((name, item) -> redacted.put(redact(String.valueOf(name)), redact(item)));
                yield Collections.unmodifiableMap(redacted);
            }
            case Number number -> {
                String replacement = whole.get(number.toString());
                yield replacement == null ? number : replacement;
            }
            case null -> null;
            default -> value;
        };
    }
}
