package dev.weft.definitions.input;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.weft.definitions.expression.RegexSize;

/**
 * Patterns of JSON Schemas as RE2: time and memory are linear in the text, whatever the pattern. Look-around and back
 * references, which need more, are refused. Thread safe.
 */
final class LinearPatterns implements RegularExpressionFactory {
    private static final int LONGEST = 1_000;

    @Override
    public RegularExpression getRegularExpression(String regex) {
        if (regex.length() > LONGEST) {
            throw new IllegalArgumentException("a pattern has at most 1,000 characters");
        }
        if (RegexSize.isTooLarge(regex)) {
            throw new IllegalArgumentException("a pattern has fewer repetitions within repetitions");
        }
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(text).find();
    }
}
