package dev.weft.definitions.expression.function;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.CelOptions;
import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.InternalCelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.weft.definitions.expression.value.Budget;
import dev.weft.definitions.expression.value.Failure;
import dev.weft.definitions.expression.value.Normal;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions as CEL's own libraries implement them: texts, conversions, parts of timestamps, mathematics. Taken are
 * those that neither nulls nor bounds make different here.
 */
final class CelLibrary {
    private static final Set<String> STANDARD = Set.of(
            "bool",
            "bytes",
            "contains",
            "double",
            "endsWith",
            "int",
            "startsWith",
            "string",
            "timestamp",
            "getDate",
            "getDayOfMonth",
            "getDayOfWeek",
            "getDayOfYear",
            "getFullYear",
            "getHours",
            "getMilliseconds",
            "getMinutes",
            "getMonth",
            "getSeconds");

    private CelLibrary() {}

    /** The overloads by the function's name. */
    static Map<String, List<Overload>> functions() {
        Map<String, List<Overload>> functions = new LinkedHashMap<>();
        RuntimeEquality equality = RuntimeEquality.create(RuntimeHelpers.create(), CelOptions.DEFAULT);
        for (CelFunctionBinding binding :
                CelStandardFunctions.newBuilder().build().newFunctionBindings(equality, CelOptions.DEFAULT)) {
            if (STANDARD.contains(name(binding))) {
                add(functions, binding);
            }
        }
        CelRuntimeBuilder collector = collector(functions);
        CelExtensions.strings().setRuntimeOptions(collector);
        CelExtensions.math(2).setRuntimeOptions(collector);
        functions.remove("join");
        return functions;
    }

    /** CEL's libraries tell their functions only to a builder, so this one listens. */
    private static CelRuntimeBuilder collector(Map<String, List<Overload>> functions) {
        return (CelRuntimeBuilder) Proxy.newProxyInstance(
                CelLibrary.class.getClassLoader(), new Class<?>[] {CelRuntimeBuilder.class}, (proxy, method, args) -> {
                    if (args != null && args[0] instanceof Iterable<?> bindings) {
                        bindings.forEach(binding -> add(functions, (CelFunctionBinding) binding));
                    }
                    return proxy;
                });
    }

    private static void add(Map<String, List<Overload>> functions, CelFunctionBinding binding) {
        boolean dispatcher = binding.getOverloadId().equals(name(binding));
        if (!dispatcher && !binding.getArgTypes().contains(UnsignedLong.class)) {
            functions
                    .computeIfAbsent(name(binding), name -> new ArrayList<>())
                    .add(new Overload(binding.getArgTypes(), body(name(binding), binding.getDefinition())));
        }
    }

    private static String name(CelFunctionBinding binding) {
        return ((InternalCelFunctionBinding) binding).getFunctionName();
    }

    private static Function body(String name, CelFunctionOverload definition) {
        boolean grows = name.equals("replace");
        return (arguments, budget) -> {
            if (grows) {
                TextFunctions.spendReplacing(arguments, budget);
            }
            return call(name, definition, arguments, budget);
        };
    }

    private static @Nullable Object call(
            String name, CelFunctionOverload definition, @Nullable Object[] arguments, Budget budget) throws Failure {
        for (Object argument : arguments) {
            spend(argument, budget);
        }
        try {
            Object result = definition.apply(arguments);
            spend(result, budget);
            return Normal.scalar(result instanceof UnsignedLong number ? number.bigIntegerValue() : result);
        } catch (CelEvaluationException | RuntimeException e) {
            throw new Failure(LibraryFailure.message(name, arguments, String.valueOf(e.getMessage())));
        }
    }

    private static void spend(@Nullable Object value, Budget budget) throws Failure {
        if (value instanceof String text) {
            budget.spendText(text.length());
        } else if (value instanceof Collection<?> items) {
            budget.spend(items.size());
        }
    }
}
