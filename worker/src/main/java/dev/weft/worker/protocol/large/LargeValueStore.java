package dev.weft.worker.protocol.large;

import dev.weft.definitions.blob.BlobException;
import dev.weft.definitions.blob.BlobKey;
import dev.weft.definitions.blob.Blobs;
import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.EvaluationException;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.definitions.expression.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Large values where their store is. Remembers what was read last. Thread safe. */
public final class LargeValueStore {
    private static final ToLongFunction<@Nullable Object> SIZES = value -> Content.write(value).length;

    private final Blobs blobs;
    private final ReadContents read = new ReadContents();

    /**
     * @param blobs remains the caller's to close
     */
    public LargeValueStore(Blobs blobs) {
        this.blobs = blobs;
    }

    /** Where the blobs are. */
    public Blobs blobs() {
        return blobs;
    }

    /** Keeps a value, whatever its size. */
    public LargeValue put(@Nullable Object value) throws LargeException {
        byte[] blob = Content.write(value);
        if (blob.length > LargeLimits.MOST) {
            throw tooLarge(blob.length);
        }
        try {
            return LargeValue.of(value, blob.length, blobs.put(blob).sha256());
        } catch (BlobException e) {
            throw new LargeException(e);
        }
    }

    /** A value with handles in the place of what is large; that is kept. */
    public @Nullable Object keep(@Nullable Object value) throws LargeException {
        return Split.of(value, SIZES.applyAsLong(value), LargeLimits.AT_HAND, SIZES, this::put);
    }

    /** As {@link #keep}, of a map that stays one. */
    public Map<String, @Nullable Object> keepEntries(Map<String, @Nullable Object> map) throws LargeException {
        long size = SIZES.applyAsLong(map);
        return size <= LargeLimits.AT_HAND ? map : Split.entries(map, size, LargeLimits.AT_HAND, SIZES, this::put);
    }

    /** A value with all that is kept elsewhere in its place, and all computed that is to be. */
    public @Nullable Object whole(@Nullable Object value) throws LargeException {
        return whole(value, new long[1]);
    }

    private @Nullable Object whole(@Nullable Object value, long[] size) throws LargeException {
        return standsForSomething(value) ? replaced(value, size) : value;
    }

    private @Nullable Object replaced(@Nullable Object value, long[] size) throws LargeException {
        return switch (value) {
            case LargeValue large -> {
                size[0] += large.kind() == LargeValue.Kind.PART ? 0 : large.bytes();
                if (size[0] > LargeLimits.MOST) {
                    throw tooLarge(size[0]);
                }
                yield whole(at(large), size);
            }
            case Computation computation -> whole(compute(computation), size);
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    copy.put(String.valueOf(entry.getKey()), replaced(entry.getValue(), size));
                }
                yield Collections.unmodifiableMap(copy);
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                for (Object item : list) {
                    copy.add(replaced(item, size));
                }
                yield Collections.unmodifiableList(copy);
            }
            case null -> null;
            default -> value;
        };
    }

    /** Whether a value is, or holds, what stands for another. */
    public static boolean standsForSomething(@Nullable Object value) {
        return switch (value) {
            case LargeValue large -> true;
            case Computation computation -> true;
            case Map<?, ?> map -> map.values().stream().anyMatch(LargeValueStore::standsForSomething);
            case List<?> list -> list.stream().anyMatch(LargeValueStore::standsForSomething);
            case null -> false;
            default -> false;
        };
    }

    /** The value of what is to be computed; where it is a large one that was there already, its handle. */
    public @Nullable Object compute(Computation computation) throws LargeException {
        try {
            return computation.formula().evaluate(scope(computation.names()));
        } catch (EvaluationException e) {
            throw new LargeException("expression", "%s in: %s".formatted(e.getMessage(), e.expression()));
        } catch (UncheckedIOException e) {
            throw unwrapped(e);
        }
    }

    /** A scope with names of which all is at hand. Reading what can't be had throws {@link UncheckedIOException}. */
    public Scope scope(Map<String, ? extends @Nullable Object> names) {
        Opener opener = new Opener(this::atOrThrow);
        return new Scope() {
            @Override
            public @Nullable Object find(String name) {
                return opener.open(names.get(name));
            }

            @Override
            public @Nullable Object open(LargeValue large) {
                try {
                    return whole(large);
                } catch (LargeException e) {
                    throw new UncheckedIOException(new IOException(e.getMessage(), e));
                }
            }
        };
    }

    /** A value in which all is at hand, read where it is looked at. */
    public @Nullable Object open(@Nullable Object value) {
        return new Opener(this::atOrThrow).open(value);
    }

    private @Nullable Object atOrThrow(LargeValue large) {
        try {
            return at(large);
        } catch (LargeException e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }

    /** What was wrapped by a scope. */
    public static LargeException unwrapped(UncheckedIOException e) {
        return e.getCause() != null && e.getCause().getCause() instanceof LargeException large
                ? large
                : new LargeException("blob_store", String.valueOf(e.getMessage()));
    }

    /** What a handle names; it may hold handles itself. */
    public @Nullable Object at(LargeValue large) throws LargeException {
        @Nullable Object value = content(large);
        for (String step : large.at().isEmpty() ? List.<String>of() : steps(large.at())) {
            if (value instanceof LargeValue nested) {
                value = at(nested);
            }
            value = switch (value) {
                case List<?> list -> list.get(Integer.parseInt(step));
                case Map<?, ?> map -> map.get(step);
                case null -> throw damaged(large);
                default -> throw damaged(large);
            };
        }
        return value instanceof LargeValue nested ? at(nested) : value;
    }

    private @Nullable Object content(LargeValue large) throws LargeException {
        ReadContents.Read known = read.find(large.sha256());
        if (known != null) {
            return known.value();
        }
        try {
            byte[] blob = blobs.get(new BlobKey(large.sha256()));
            @Nullable Object value = Content.read(blob);
            read.add(large.sha256(), new ReadContents.Read(value, blob.length));
            return value;
        } catch (BlobException e) {
            throw new LargeException(e);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(large);
        }
    }

    private static List<String> steps(String pointer) {
        List<String> steps = new ArrayList<>();
        for (String step : pointer.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private static LargeException damaged(LargeValue large) {
        return new LargeException(
                "blob_damaged", "Expected a value in blob %s, but found none.".formatted(large.text()));
    }

    private static LargeException tooLarge(long bytes) {
        return new LargeException(
                "too_large",
                "Expected at most %d MiB, but found about %d. Write it to a file in the workspace and pass its path."
                        .formatted(LargeLimits.MOST >> 20, bytes >> 20));
    }
}
