package dev.weft.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.worker.Busy;
import dev.weft.worker.protocol.LeaseAnswer.Verdict;
import dev.weft.worker.protocol.LeaseClaim.WhenFull;
import dev.weft.worker.protocol.LeaseHolder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random claims, ends and kills, against what runs themselves were told: the lease must mean the same by it. */
@Busy
class RandomLeasesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldNeitherExceedALimitNorLoseAPlaceNorOvertake() {
        for (int seed = 0; seed < 2_000; seed++) {
            new World(seed).play();
        }
    }

    private static final class World {
        private final int seed;
        private final Random random;
        private final int limit;
        private final boolean replaces;
        private LeaseState state = LeaseState.FREE;
        /** What each run was told last, in the order of their claims. */
        private final Map<String, Verdict> runs = new LinkedHashMap<>();
        /** Killed runs that the lease hasn't been told of. */
        private final List<String> dead = new ArrayList<>();

        private final List<String> granted = new ArrayList<>();
        private final List<String> queued = new ArrayList<>();
        private int number;

        World(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.limit = 1 + random.nextInt(3);
            this.replaces = random.nextInt(3) == 0;
        }

        void play() {
            for (int step = 0; step < 60; step++) {
                act();
                check();
            }
            while (!runs.isEmpty() || !dead.isEmpty()) {
                end();
                check();
            }
            assertThat(state.isFree()).as("seed %d: all is given back", seed).isTrue();
            // Nobody overtakes: those that ever waited were granted in the order in which they came, but for who left.
            assertThat(granted.stream().filter(queued::contains).toList())
                    .as("seed %d", seed)
                    .isEqualTo(queued.stream().filter(granted::contains).toList());
        }

        private void act() {
            switch (random.nextInt(5)) {
                case 0, 1 -> claim("run-" + ++number);
                case 2 -> end();
                case 3 -> kill();
                default -> repeat();
            }
        }

        private void claim(String run) {
            WhenFull whenFull = replaces ? WhenFull.REPLACE : random.nextInt(4) == 0 ? WhenFull.REJECT : WhenFull.QUEUE;
            take(new LeaseEvent.Claimed(NOW, LeaseRulesTest.claimOf(run, limit, whenFull)));
            assertThat(runs.containsKey(run) || whenFull == WhenFull.REJECT)
                    .as("seed %d: %s is answered", seed, run)
                    .isTrue();
        }

        /** A message that is sent again, as its sender didn't hear that it had arrived. */
        private void repeat() {
            List.copyOf(runs.keySet()).stream()
                    .skip(random.nextInt(3))
                    .findFirst()
                    .ifPresent(this::claim);
        }

        private void end() {
            if (!dead.isEmpty() && random.nextBoolean() || runs.isEmpty()) {
                if (!dead.isEmpty()) {
                    String gone = dead.removeFirst();
                    take(new LeaseEvent.Gone(NOW, new LeaseHolder(gone, "first of " + gone, "", NOW)));
                }
                return;
            }
            String run = any();
            runs.remove(run);
            take(new LeaseEvent.GivenBack(NOW, LeaseRulesTest.claimOf(run, limit, WhenFull.QUEUE), null));
        }

        private void kill() {
            if (!runs.isEmpty()) {
                String run = any();
                runs.remove(run);
                dead.add(run);
            }
        }

        private String any() {
            return List.copyOf(runs.keySet()).get(random.nextInt(runs.size()));
        }

        private void take(LeaseEvent event) {
            LeaseStep step = LeaseRules.on("l", state, event);
            state = step.state();
            for (Told told : step.told()) {
                String run = told.whom().run();
                switch (told.answer().verdict()) {
                    case GRANTED -> {
                        if (!granted.contains(run)) {
                            granted.add(run);
                        }
                        answer(run, Verdict.GRANTED);
                    }
                    case QUEUED -> {
                        if (!queued.contains(run)) {
                            queued.add(run);
                        }
                        answer(run, Verdict.QUEUED);
                    }
                    case REFUSED -> runs.remove(run);
                    case REPLACED -> {
                        // One that waits leaves at once; one that holds gives back when it has ended.
                        if (runs.get(run) == Verdict.QUEUED) {
                            runs.remove(run);
                        }
                    }
                }
            }
        }

        private void answer(String run, Verdict verdict) {
            if (!dead.contains(run)) {
                runs.put(run, verdict);
            }
        }

        private void check() {
            assertThat(state.holders()).as("seed %d", seed).hasSizeLessThanOrEqualTo(limit);
            runs.forEach((run, verdict) -> assertThat((verdict == Verdict.GRANTED ? state.holders() : state.queue())
                            .stream().map(Place::run))
                    .as("seed %d: %s", seed, run)
                    .contains(run));
            assertThat(state.queue().isEmpty() || state.holders().size() == limit)
                    .as("seed %d: nobody waits for a free place", seed)
                    .isTrue();
        }
    }
}
