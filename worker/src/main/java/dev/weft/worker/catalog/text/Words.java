package dev.weft.worker.catalog.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text. */
public final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’\\-][\\p{L}\\p{N}]+)*");

    /** Words that carry no topic. */
    private static final Set<String> COMMON =
            Set.of(("a about above after again all also always am an and any are as at be because been before being "
                            + "below between both but by can cannot could did do does doing down during each either else ever every "
                            + "few for from further get gets had has have having he her here hers him his how i if in into is it its "
                            + "itself just least less let like made make makes many may me might more most much must my never no nor "
                            + "not now of off often on once one only or other others our out over own per quite rather same she should "
                            + "since so some still such take than that the their them then there these they this those though through "
                            + "thus to too two under until up upon us use used uses using very was way we well were what when where "
                            + "whether which while who whom whose why will with within without would yet you your yours")
                    .split(" "));

    private Words() {}

    /** All words, as they are written. */
    public static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** How many words there are. */
    public static int count(String text) {
        int count = 0;
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    /** Words that carry the topic: lower case, at least three letters, none of the common ones. */
    public static List<String> topical(String text) {
        return of(text.toLowerCase(Locale.ROOT)).stream()
                .filter(word -> word.length() > 2 && !COMMON.contains(word) && !Character.isDigit(word.charAt(0)))
                .toList();
    }
}
