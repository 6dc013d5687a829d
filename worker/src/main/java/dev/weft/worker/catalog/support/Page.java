package dev.weft.worker.catalog.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A self-contained HTML page made from a template on the class path. <code>{{name}}</code> stands for a value that is
 * put in escaped, <code>{{{name}}}</code> for one that is HTML already. Values are never searched for places.
 */
public final class Page {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");
    private final String template;

    private Page(String template) {
        this.template = template;
    }

    /** The template {@code name} of the catalogue. */
    public static Page template(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/dev/weft/worker/catalog/" + name)) {
            if (in == null) {
                throw new IllegalStateException("Expected the template " + name + " on the class path");
            }
            return new Page(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page with its values. */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> {
            boolean html = place.group(1) != null;
            String name = html ? place.group(1) : place.group(2);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalStateException("Expected a value for " + name);
            }
            return Matcher.quoteReplacement(html ? value : escape(value));
        });
    }

    /** Text as it must stand in HTML, in elements and in attributes. */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
