package dev.weft.definitions.parse;

import dev.weft.definitions.problem.Suggestion;
import dev.weft.definitions.source.MapNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A map with known fields. Immutable. */
public final class Construct {
    private final String name;
    private final Map<String, Field> fields;
    private final List<String> names;
    private final @Nullable Supplier<Construct> around;
    private final Map<String, OtherName> others;
    private final List<String> alternatives;

    /**
     * @param name with its article, such as {@code a task}
     * @param fields in the order of the reference
     */
    Construct(String name, List<Field> fields) {
        this(name, fields, null, Map.of());
    }

    /**
     * @param others other names of its fields
     */
    Construct(String name, List<Field> fields, Map<String, OtherName> others) {
        this(name, fields, null, others);
    }

    /**
     * @param around that it is a field of, and whose other fields are easily written into it
     */
    Construct(String name, List<Field> fields, Supplier<Construct> around) {
        this(name, fields, around, Map.of());
    }

    /**
     * @param around that it is a field of, and whose other fields are easily written into it; {@code null} for none
     * @param others other names of its fields
     */
    Construct(String name, List<Field> fields, @Nullable Supplier<Construct> around, Map<String, OtherName> others) {
        this.around = around;
        this.others = others;
        Map<String, Field> byName = new LinkedHashMap<>();
        fields.forEach(field -> byName.put(field.name(), field));
        this.name = name;
        this.fields = Collections.unmodifiableMap(byName);
        this.names = List.copyOf(byName.keySet());
        this.alternatives = List.of();
    }

    private Construct(Construct other, Map<String, OtherName> others, List<String> alternatives) {
        this.around = other.around;
        this.others = others;
        this.name = other.name;
        this.fields = other.fields;
        this.names = other.names;
        this.alternatives = alternatives;
    }

    /** With its article, such as {@code a task}. */
    public String name() {
        return name;
    }

    /** Of these fields there is exactly one; none where that isn't asked. */
    public List<String> alternatives() {
        return alternatives;
    }

    /** The same, of which exactly one of some fields must be given. */
    Construct exactlyOne(String... names) {
        return new Construct(this, others, List.of(names));
    }

    /** The same with more names that stand for something else, which win over those that it has. */
    Construct knowing(Map<String, OtherName> more) {
        Map<String, OtherName> all = new HashMap<>(others);
        all.putAll(more);
        return new Construct(this, all, alternatives);
    }

    /** In the order of the reference. */
    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** The field of a name. */
    public Optional<Field> field(String wanted) {
        return Optional.ofNullable(fields.get(wanted));
    }

    /** The field that is meant by a name that none has; {@code null} where that isn't known. */
    @Nullable String meant(String wrong) {
        OtherName other = others.get(wrong);
        String field = other == null ? Suggestion.nearest(wrong, names) : other.field();
        return field != null && fields.containsKey(field) ? field : null;
    }

    /** Whether the value of a field of another name can be read as that of the field that is meant. */
    boolean readsAsMeant(String wrong) {
        OtherName other = others.get(wrong);
        return other == null || other.same();
    }

    /** The field that a name means together with the unit of its value. */
    Optional<UnitInName> unit(MapNode.Entry wrong) {
        return UnitInName.of(wrong.key().text(), wrong.value(), name -> measure(fields.get(name)));
    }

    private static UnitInName.@Nullable Measure measure(@Nullable Field field) {
        Form form = field == null ? null : field.form();
        if (form == Form.Simple.DURATION || form == Form.Simple.DELAY) {
            return UnitInName.Measure.DURATION;
        }
        return form == Form.Simple.SIZE ? UnitInName.Measure.SIZE : null;
    }

    /** What to do about an entry whose name no field has. */
    String cure(MapNode.Entry wrong) {
        Optional<UnitInName> unit = unit(wrong);
        OtherName other = unit.map(found -> others.get(found.field())).orElse(null);
        return unit.map(found -> found.cure() + (other == null ? "" : " " + other.cure()))
                .orElseGet(() -> cure(wrong.key().text()));
    }

    private String cure(String wrong) {
        OtherName other = other(wrong);
        if (other != null) {
            return other.cure();
        }
        String nearest = Suggestion.nearest(wrong, names) == null ? Suggestion.nearest(wrong, others.keySet()) : null;
        OtherName near = nearest == null ? null : other(nearest);
        return near != null
                ? "Did you mean \"" + nearest + "\"? " + near.cure()
                : Suggestion.didYouMean(
                        wrong, names, placeOf(wrong).orElseGet(() -> "Its fields are " + Suggestion.list(names) + "."));
    }

    private @Nullable OtherName other(String name) {
        OtherName other = others.get(name);
        return other != null && (other.field() == null || fields.containsKey(other.field())) ? other : null;
    }

    /** Where a field belongs that this construct doesn't have; nothing where that isn't known. */
    private Optional<String> placeOf(String wanted) {
        if (around != null && around.get().field(wanted).isPresent()) {
            return Optional.of(
                    "It is a field of " + around.get().name() + ": write it beside " + name + ", not inside.");
        }
        return fields.values().stream()
                .filter(field -> field.form() instanceof Form.Structure inner
                        && inner.construct().get().field(wanted).isPresent())
                .findFirst()
                .map(field ->
                        "It is a field of " + field.name() + ": write " + field.name() + ": {" + wanted + ": …}.");
    }

    /** Names of all fields. */
    public List<String> names() {
        return names;
    }
}
