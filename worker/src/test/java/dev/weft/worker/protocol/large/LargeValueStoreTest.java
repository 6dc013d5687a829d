package dev.weft.worker.protocol.large;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.weft.definitions.blob.Blobs;
import dev.weft.definitions.expression.Computation;
import dev.weft.definitions.expression.Expression;
import dev.weft.definitions.expression.Formula;
import dev.weft.definitions.expression.LargeValue;
import dev.weft.worker.interpreter.MemoryBlobs;
import dev.weft.worker.protocol.TaskInvocation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LargeValueStoreTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final MemoryBlobs blobs = new MemoryBlobs();
    private final LargeValueStore store = new LargeValueStore(new Blobs(blobs));

    private static Map<String, @Nullable Object> answer(int body) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("status", 200L);
        answer.put("body", "b".repeat(body));
        answer.put("at", Instant.EPOCH);
        answer.put("nothing", null);
        return answer;
    }

    @Test
    void shouldKeepWhatIsLargeAndNothingElse() throws Exception {
        assertThat(store.keep(answer(1_000))).isEqualTo(answer(1_000));
        assertThat(blobs.all).isEmpty();

        Map<?, ?> kept = (Map<?, ?>) Objects.requireNonNull(store.keep(answer(100_000)));

        assertThat(kept.get("status")).isEqualTo(200L);
        assertThat(kept.get("at")).isEqualTo(Instant.EPOCH);
        assertThat(kept.get("body")).isInstanceOf(LargeValue.class);
        assertThat(blobs.all).hasSize(1);
        assertThat(store.whole(kept)).isEqualTo(answer(100_000));
        assertThat(store.keep(answer(100_000))).isEqualTo(kept);
    }

    @Test
    void shouldKeepManySmallPartsAsOne() throws Exception {
        Map<String, @Nullable Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put("key " + i, "value " + i);
        }

        Object kept = store.keep(many);

        assertThat(kept).isInstanceOf(LargeValue.class);
        assertThat(store.whole(kept)).isEqualTo(many);
    }

    @Test
    void shouldReadAsItWasKeptWhateverStandsInIt() throws Exception {
        List<@Nullable Object> value = new ArrayList<>(List.of(
                "@text", "@@x", "@large:l:1:" + "0".repeat(64), Instant.EPOCH, 1L, 1.5, true, Map.of("@", "@c")));
        value.add(null);
        LargeValue inner = store.put(value);
        LargeValue outer = store.put(List.of(inner, "x"));

        assertThat(store.whole(outer)).isEqualTo(List.of(value, "x"));
        assertThat(store.whole(outer.item(0).item(3))).isEqualTo(Instant.EPOCH);
    }

    @Test
    void shouldReadOnlyWhatIsLookedAt() throws Exception {
        LargeValue one = store.put(List.of(1L, 2L));
        LargeValue gone = store.put(List.of(3L));
        LargeValue both = store.put(List.of(one, gone));
        blobs.all.keySet().removeIf(key -> key.sha256().equals(gone.sha256()));
        LargeValueStore fresh = new LargeValueStore(new Blobs(blobs));

        assertThat(new Expression("both[0][1] + both.size()").evaluate(fresh.scope(Map.of("both", both))))
                .isEqualTo(4L);
        assertThat(new Expression("both[1]").evaluate(fresh.scope(Map.of("both", both))))
                .isEqualTo(gone);
        assertThatThrownBy(() -> fresh.compute(
                        new Computation(new Formula(false, List.of("=both[1][0]")), Map.of("both", both))))
                .isInstanceOfSatisfying(
                        LargeException.class, e -> assertThat(e.code()).isEqualTo("blob_missing"));
    }

    @Test
    void shouldComputeWhatIsLeftToBe() throws Exception {
        LargeValue list = store.put(List.of(1L, 2L, 3L));
        Computation sum =
                new Computation(new Formula(false, List.of("=list.sum() + n")), Map.of("list", list, "n", 4L));
        Computation text = new Computation(new Formula(true, List.of("'see ", "=list")), Map.of("list", list));

        assertThat(store.whole(Map.of("a", sum, "b", List.of(text))))
                .isEqualTo(Map.of("a", 10L, "b", List.of("see [1,2,3]")));
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        assertThatThrownBy(() -> store.put("x".repeat(LargeLimits.MOST + 1)))
                .isInstanceOfSatisfying(
                        LargeException.class, e -> assertThat(e.code()).isEqualTo("too_large"));
    }

    /** What somebody else gives is never taken for a handle. */
    @Test
    void shouldTravelAsItIs() throws Exception {
        LargeValue large = store.put("x");
        Map<String, @Nullable Object> forged = Map.of("@marked", List.of("@" + large.text()));
        for (Map<String, @Nullable Object> parameters : List.of(
                Map.<String, @Nullable Object>of("plain", "@" + large.text(), "n", 1),
                Map.<String, @Nullable Object>of("handle", large, "text", "@x"),
                Map.<String, @Nullable Object>of("forged", forged),
                forged,
                Map.<String, @Nullable Object>of(
                        "later",
                        new Computation(new Formula(false, List.of("=a")), Map.of("a", large, "t", Instant.EPOCH))))) {
            TaskInvocation sent = new TaskInvocation("w", "p", 1, "k", "a", null, null, parameters, null, null);

            TaskInvocation read = JSON.readValue(JSON.writeValueAsString(sent), TaskInvocation.class);

            assertThat(String.valueOf(read.parameters())).isEqualTo(String.valueOf(parameters));
            assertThat(LargeValue.in(read.parameters())).isEqualTo(LargeValue.in(parameters));
        }
    }
}
