package dev.weft.definitions.action.shape;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What makes a parameter record: looked up once for each class, as attempts make many.
 *
 * @param names of the components, as authors write them, in their order
 * @param types of the components, in their order
 */
record CanonicalConstructor(Constructor<? extends Record> make, List<String> names, List<Class<?>> types) {
    private static final ClassValue<CanonicalConstructor> KNOWN = new ClassValue<>() {
        @Override
        protected CanonicalConstructor computeValue(Class<?> type) {
            return read(type.asSubclass(Record.class));
        }
    };

    static CanonicalConstructor of(Class<? extends Record> type) {
        return KNOWN.get(type);
    }

    private static CanonicalConstructor read(Class<? extends Record> type) {
        List<String> names = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        for (RecordComponent component : components) {
            names.add(ShapeReader.name(component));
        }
        try {
            Constructor<? extends Record> make = type.getDeclaredConstructor(types);
            make.setAccessible(true);
            return new CanonicalConstructor(make, List.copyOf(names), List.of(types));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Expected " + type.getName() + " to have its canonical constructor", e);
        }
    }
}
