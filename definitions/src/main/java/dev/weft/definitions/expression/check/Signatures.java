package dev.weft.definitions.expression.check;

import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.extensions.CelExtensions;
import dev.weft.definitions.expression.check.Signature.Shape;
import dev.weft.definitions.expression.check.Type.Simple;
import dev.weft.definitions.expression.function.Functions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How functions are called: as CEL's libraries declare them, and ours. */
final class Signatures {
    /** First parts of the names of functions. */
    static final Set<String> NAMESPACES = Set.of("math", "lists", "strings", "optional");

    private static final Map<String, List<Signature>> ALL = all();

    private Signatures() {}

    /** Those of a function; none where it doesn't exist. */
    static List<Signature> of(String name) {
        return ALL.getOrDefault(name, List.of());
    }

    /** All names that an author can write. */
    static Collection<String> names() {
        Set<String> names = new TreeSet<>(ALL.keySet());
        names.removeIf(name -> name.contains("@"));
        names.addAll(List.of(
                "all",
                "exists",
                "exists_one",
                "filter",
                "map",
                "has",
                "sortBy",
                "optMap",
                "optFlatMap",
                "orValue",
                "transformList",
                "transformMap",
                "transformMapEntry",
                "math.greatest",
                "math.least"));
        return names;
    }

    private static Map<String, List<Signature>> all() {
        Map<String, Set<Signature>> signatures = new HashMap<>();
        for (StandardFunction function : StandardFunction.values()) {
            add(signatures, function.functionDecl());
        }
        CelExtensions.strings().functions().forEach(function -> add(signatures, function));
        CelExtensions.math(2).functions().forEach(function -> add(signatures, function));
        CelExtensions.lists(2).functions().forEach(function -> add(signatures, function));
        CelExtensions.optional(2).functions().forEach(function -> add(signatures, function));
        Shape numbers = new Shape.Items(new Shape.Of(Simple.NUMBER));
        Shape number = new Shape.Of(Simple.NUMBER);
        signatures.put(
                "sum",
                new LinkedHashSet<>(List.of(
                        new Signature(List.of(numbers), false, number),
                        new Signature(List.of(numbers), true, number))));
        signatures.put(
                "@present",
                Set.of(new Signature(
                        List.of(new Shape.Maybe(new Shape.Variable("V"))),
                        false,
                        new Shape.Items(new Shape.Variable("V")))));
        signatures.put(
                "unwrapOpt",
                Set.of(new Signature(
                        List.of(new Shape.Items(new Shape.Maybe(new Shape.Variable("V")))),
                        true,
                        new Shape.Items(new Shape.Variable("V")))));
        signatures.put(
                "lists.@sortByAssociatedKeys",
                Set.of(new Signature(
                        List.of(new Shape.Variable("T")), false, new Shape.Items(new Shape.Of(Simple.ANY)))));
        Map<String, List<Signature>> all = new HashMap<>();
        signatures.forEach((name, list) -> {
            if (Functions.find(name) != null) {
                all.put(name, new ArrayList<>(list));
            }
        });
        return all;
    }

    private static void add(Map<String, Set<Signature>> signatures, CelFunctionDecl function) {
        for (CelOverloadDecl overload : function.overloads()) {
            List<Shape> parameters =
                    overload.parameterTypes().stream().map(Signatures::shape).toList();
            signatures
                    .computeIfAbsent(function.name(), name -> new LinkedHashSet<>())
                    .add(new Signature(parameters, overload.isInstanceFunction(), shape(overload.resultType())));
        }
    }

    private static Shape shape(CelType type) {
        if (type instanceof ListType list) {
            return new Shape.Items(shape(list.elemType()));
        }
        if (type instanceof MapType map) {
            return new Shape.Values(shape(map.valueType()));
        }
        if (type instanceof OptionalType optional) {
            return new Shape.Maybe(shape(optional.parameters().get(0)));
        }
        if (type instanceof TypeParamType variable) {
            return new Shape.Variable(variable.name());
        }
        return new Shape.Of(simple(type));
    }

    private static Simple simple(CelType type) {
        if (type instanceof SimpleType) {
            return switch (type.kind()) {
                case BOOL -> Simple.BOOLEAN;
                case INT, UINT -> Simple.INTEGER;
                case DOUBLE -> Simple.DECIMAL;
                case STRING -> Simple.STRING;
                case BYTES -> Simple.BYTES;
                case NULL_TYPE -> Simple.NULL;
                case TIMESTAMP -> Simple.TIMESTAMP;
                case DURATION -> Simple.DURATION;
                default -> Simple.ANY;
            };
        }
        return type.kind() == dev.cel.common.types.CelKind.TYPE ? Simple.TYPE : Simple.ANY;
    }
}
