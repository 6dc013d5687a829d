package dev.weft.definitions.schema;

import dev.weft.definitions.action.Beside;
import dev.weft.definitions.action.OneOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Schemas that say which fields of a map go together. A field that is {@code null} counts as not given. */
final class Together {
    private static final Map<String, Object> NULL = Map.of("type", "null");

    private Together() {}

    /** The field is there. */
    static Map<String, Object> required(String name) {
        return Map.of("required", List.of(name));
    }

    /** None of the fields is there. */
    static Map<String, Object> none(List<String> names) {
        return Map.of("not", any(names.stream().map(Together::required).toList()));
    }

    /** At least one, and at most one that is written out: what is computed may turn out to be {@code null}. */
    static List<Object> rules(OneOf group) {
        List<String> names = Arrays.asList(group.value());
        List<Object> rules = new ArrayList<>();
        if (!group.optional()) {
            rules.add(any(
                    names.stream().map(name -> is(name, Map.of("not", NULL))).toList()));
        }
        List<Map<String, Object>> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                pairs.add(Map.of("allOf", List.of(written(names.get(i)), written(names.get(j)))));
            }
        }
        rules.add(Map.of("not", any(pairs)));
        return rules;
    }

    /** With which other field a field makes sense. */
    static List<Object> rules(String name, Beside beside) {
        String other = beside.value();
        if (beside.words().length == 0) {
            return List.of(Ordered.map("if", written(name), "then", is(other, Map.of("not", NULL))));
        }
        Map<String, Object> fits =
                is(other, Map.of("anyOf", List.of(Map.of("enum", List.of(beside.words())), Texts.EXPRESSION)));
        Map<String, Object> rule = Ordered.map("if", written(name), "then", fits);
        Map<String, Object> need = Ordered.map(
                "if", is(other, Map.of("enum", List.of(beside.words()))), "then", is(name, Map.of("not", NULL)));
        return Stream.of(rule, need)
                .limit(beside.required() ? 2 : 1)
                .map(Object.class::cast)
                .toList();
    }

    private static Map<String, Object> any(List<Map<String, Object>> schemas) {
        return Map.of("anyOf", schemas);
    }

    private static Map<String, Object> is(String name, Map<String, Object> value) {
        return Ordered.map("required", List.of(name), "properties", Map.of(name, value));
    }

    private static Map<String, Object> written(String name) {
        return is(name, Map.of("not", Map.of("anyOf", List.of(NULL, Texts.EXPRESSION))));
    }
}
