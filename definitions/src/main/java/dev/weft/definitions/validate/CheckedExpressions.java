package dev.weft.definitions.validate;

import dev.weft.definitions.expression.check.Checked;
import dev.weft.definitions.expression.check.ExpressionChecker;
import dev.weft.definitions.parse.ExpressionSite;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions as checked, each once for each place where its names mean the same. Not thread safe. */
final class CheckedExpressions {
    private final ScopeNames names;
    private final Map<Key, Checked> known = new HashMap<>();

    CheckedExpressions(ScopeNames names) {
        this.names = names;
    }

    private record Key(
            String text,
            ExpressionSite.Place place,
            @Nullable String task,
            List<String> sees) {}

    /** What is known of an expression. */
    Checked of(ExpressionSite site) {
        Key key = new Key(site.expression().text(), site.place(), site.task(), site.sees());
        Checked checked = known.get(key);
        if (checked == null) {
            checked = check(site);
            known.put(key, checked);
        }
        return checked;
    }

    /** What is known of an expression by now: it is checked again once the types of all names are. */
    Checked soFar(ExpressionSite site) {
        return check(site);
    }

    private Checked check(ExpressionSite site) {
        return ExpressionChecker.check(site.expression().text(), names.of(site));
    }
}
