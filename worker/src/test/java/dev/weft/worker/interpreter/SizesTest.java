package dev.weft.worker.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weft.worker.interpreter.state.Sizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SizesTest {
    private static final String ODD = "aZ \"\\\n\t\u0001\u001fäß語\uD83D\uDE00";

    @Test
    void shouldNeverSayLessThanJsonTakes() throws Exception {
        Random random = new Random(7);
        ObjectMapper json = new ObjectMapper();
        for (int i = 0; i < 2_000; i++) {
            Object value = value(random, 3);
            long bytes = json.writeValueAsBytes(value).length;
            assertThat(Sizes.of(value)).as("%s", value).isBetween(bytes, 2 * bytes + 8);
        }
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> null;
            case 1 -> random.nextLong();
            case 2 -> random.nextDouble();
            case 3 -> text(random);
            case 4 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    map.put(text(random), value(random, depth - 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            int at = ODD.offsetByCodePoints(0, random.nextInt(ODD.codePointCount(0, ODD.length())));
            text.appendCodePoint(ODD.codePointAt(at));
        }
        return text.toString();
    }
}
