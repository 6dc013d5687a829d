package dev.weft.worker.protocol.large;

import dev.weft.definitions.expression.AtHand;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.LargeView;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows values with all that is kept elsewhere in its place, each read when it is looked at. Not thread safe. */
final class Opener {
    private final Function<LargeValue, @Nullable Object> reader;

    /**
     * @param reader gives what a handle names; that may hold handles itself
     */
    Opener(Function<LargeValue, @Nullable Object> reader) {
        this.reader = reader;
    }

    @Nullable Object open(@Nullable Object value) {
        return switch (value) {
            case LargeValue large ->
                switch (large.kind()) {
                    case LIST -> new LargeList(large);
                    case MAP -> new LargeMap(large);
                    case TEXT, PART -> open(reader.apply(large));
                };
            case AtHand opened -> opened;
            case Map<?, ?> map -> LargeValue.in(map) ? new OpenedMap(map) : map;
            case List<?> list -> LargeValue.in(list) ? new OpenedList(list) : list;
            case null -> null;
            default -> value;
        };
    }

    private class OpenedList extends AbstractList<@Nullable Object> implements AtHand {
        private @Nullable List<?> source;

        OpenedList(@Nullable List<?> source) {
            this.source = source;
        }

        List<?> source() {
            return Objects.requireNonNull(source);
        }

        final void found(Object list) {
            source = (List<?>) list;
        }

        final boolean isRead() {
            return source != null;
        }

        @Override
        public @Nullable Object get(int index) {
            return open(source().get(index));
        }

        @Override
        public int size() {
            return source().size();
        }
    }

    private class OpenedMap extends AbstractMap<String, @Nullable Object> implements AtHand {
        private @Nullable Map<?, ?> source;

        OpenedMap(@Nullable Map<?, ?> source) {
            this.source = source;
        }

        Map<?, ?> source() {
            return Objects.requireNonNull(source);
        }

        final void found(Object map) {
            source = (Map<?, ?>) map;
        }

        final boolean isRead() {
            return source != null;
        }

        @Override
        public @Nullable Object get(Object key) {
            return open(source().get(key));
        }

        @Override
        public boolean containsKey(Object key) {
            return source().containsKey(key);
        }

        @Override
        public int size() {
            return source().size();
        }

        @Override
        public Set<Entry<String, @Nullable Object>> entrySet() {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            source().forEach((key, value) -> all.put(String.valueOf(key), open(value)));
            return all.entrySet();
        }
    }

    private final class LargeList extends OpenedList implements LargeView {
        private final LargeValue large;

        LargeList(LargeValue large) {
            super(null);
            this.large = large;
        }

        @Override
        List<?> source() {
            if (!isRead()) {
                found(Objects.requireNonNull(reader.apply(large)));
            }
            return super.source();
        }

        @Override
        public LargeValue large() {
            return large;
        }
    }

    private final class LargeMap extends OpenedMap implements LargeView {
        private final LargeValue large;

        LargeMap(LargeValue large) {
            super(null);
            this.large = large;
        }

        @Override
        Map<?, ?> source() {
            if (!isRead()) {
                found(Objects.requireNonNull(reader.apply(large)));
            }
            return super.source();
        }

        @Override
        public LargeValue large() {
            return large;
        }
    }
}
