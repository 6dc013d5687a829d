package dev.weft.definitions.validate;

import dev.weft.definitions.expression.Flaw;
import dev.weft.definitions.expression.References;
import dev.weft.definitions.expression.check.Names;
import dev.weft.definitions.parse.ExpressionSite;
import dev.weft.definitions.parse.Flaws;
import dev.weft.definitions.parse.Unmarked;
import dev.weft.definitions.source.ScalarNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is meant as an expression stands in <code>${{ }}</code>. A warning, where a name is in other brackets that
 * expressions know here.
 *
 * <pre>path: "{{ inputs.source }}"   ✗ stays as it is</pre>
 * <pre>bearer: secrets.TOKEN         ✗ stays as it is, too</pre>
 */
final class ExpressionsAreMarked implements Rule {
    private static final String SECRETS = "secrets";
    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*\\s*[.\\[].*", Pattern.DOTALL);

    @Override
    public void check(Check check) {
        for (Unmarked text : check.draft().unmarked()) {
            if (check.problems().isFull()) {
                return;
            }
            ExpressionSite site = text.site();
            if (isMeant(check, text)) {
                String expression = site.expression().text();
                String found = site.scalar().text().substring(site.start(), text.end());
                Flaw flaw = new Flaw(
                        0,
                        text.end() - site.start(),
                        Flaw.Kind.UNMARKED,
                        "Expected an expression in ${{ }}, but found " + found + ", which stays text as it is",
                        cure(text, "${{ " + expression + " }}"));
                Flaws.report(check.problems(), site.scalar(), site.start(), flaw);
            }
        }
    }

    // Within the brackets of a map, or after a colon, its braces need quotes.
    private static String cure(Unmarked text, String marked) {
        boolean plain = text.isBare() && text.site().scalar().style() == ScalarNode.Style.PLAIN;
        return "Write " + (plain ? '"' + marked + '"' : marked) + ".";
    }

    private static boolean isMeant(Check check, Unmarked text) {
        ExpressionSite site = text.site();
        References references = site.expression().references();
        Set<String> roots = references.roots();
        if (roots.isEmpty()
                || text.common() && !PATH.matcher(site.expression().text()).matches()) {
            return false;
        }
        if (text.isBare() && !roots.contains(SECRETS)) {
            return check.names().checked().of(site).flaws().isEmpty();
        }
        Names names = check.names().of(site);
        return roots.stream()
                .allMatch(root -> root.equals(SECRETS) || names.visible().containsKey(root));
    }
}
