package dev.weft.worker.secret;

import dev.weft.definitions.action.ActionException;
import dev.weft.definitions.expression.SecretText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The secrets of one attempt: resolves references, and remembers them to redact. Thread safe. */
public final class SecretVault {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\{\\s*secrets\\.([A-Za-z_][A-Za-z0-9_]*)\\s*}}");
    private final Secrets secrets;
    private final Map<String, String> given = new ConcurrentHashMap<>();
    /** What came up on the way, by value. */
    private final Map<String, String> concealed = new ConcurrentHashMap<>();

    SecretVault(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * The value of a secret.
     *
     * @throws ActionException when there is none
     */
    public String value(String name) throws ActionException {
        String known = given.get(name);
        if (known == null) {
            known = secrets.value(name);
            given.put(name, known);
        }
        return known;
    }

    /** The text with secrets in their places. */
    public String resolve(SecretText text) throws ActionException {
        StringBuilder resolved = new StringBuilder();
        for (SecretText.Part part : text.parts()) {
            resolved.append(part.secret() ? value(part.text()) : part.text());
        }
        return resolved.toString();
    }

    /** Text of an agent's settings, with each <code>${{ secrets.NAME }}</code> replaced. */
    public String resolve(String text) throws ActionException {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (references.find()) {
            references.appendReplacement(resolved, Matcher.quoteReplacement(value(references.group(1))));
        }
        return references.appendTail(resolved).toString();
    }

    /** Texts by name, each resolved. */
    public Map<String, String> resolve(Map<String, String> texts) throws ActionException {
        Map<String, String> resolved = new LinkedHashMap<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            resolved.put(text.getKey(), resolve(text.getValue()));
        }
        return resolved;
    }

    /** Has a value taken out, too, that isn't a secret of its own, but as good as one. */
    public void conceal(String name, String value) {
        if (!given.containsValue(value)) {
            concealed.put(value, name);
        }
    }

    /** Takes out what was given so far. */
    public Redactor redactor() {
        return new Redactor(given, concealed);
    }
}
