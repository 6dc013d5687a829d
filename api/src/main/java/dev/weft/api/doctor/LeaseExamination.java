package dev.weft.api.doctor;

import dev.weft.api.gateway.LeaseBook;
import dev.weft.api.gateway.LeaseTaker;
import dev.weft.worker.protocol.LeaseHolder;
import dev.weft.worker.protocol.LeaseView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Leases and places that runs hold, or wait for, which have ended. Repair has the leases let go of them. */
final class LeaseExamination implements Examination {
    private static final String CHECK = "leases";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final LeaseBook book;
    private final LeaseTaker leases;

    LeaseExamination(LeaseBook book, LeaseTaker leases) {
        this.book = book;
        this.leases = leases;
    }

    @Override
    public String check() {
        return CHECK;
    }

    /** Who has ended of those that hold a lease, or wait for it. */
    private record Ended(String lease, String key, List<LeaseHolder> holders) {}

    @Override
    public Look look() {
        List<String> all = book.all();
        List<String> silent = new ArrayList<>();
        Map<String, Ended> ended = new TreeMap<>();
        List<Optional<Ended>> answers = Side.bySide(all, this::ended);
        for (int i = 0; i < all.size(); i++) {
            String lease = all.get(i);
            answers.get(i)
                    .ifPresentOrElse(
                            one -> {
                                if (!one.holders().isEmpty()) {
                                    ended.put(lease, one);
                                }
                            },
                            () -> silent.add(lease));
        }
        return new Look(
                all.size(),
                ended.values().stream().map(LeaseExamination::finding).toList(),
                unknown(silent));
    }

    private Optional<Ended> ended(String lease) {
        return leases.look(lease).map(view -> new Ended(lease, view.key(), ended(view)));
    }

    private List<LeaseHolder> ended(LeaseView view) {
        return Stream.concat(view.holders().stream(), view.waiting().stream())
                .filter(book::isGone)
                .toList();
    }

    private static Finding finding(Ended ended) {
        return Finding.repairable(
                CHECK,
                ended.lease(),
                "The lease of «%s» is held, or waited for, by what has ended: %s."
                        .formatted(
                                ended.key(),
                                ended.holders().stream()
                                        .limit(5)
                                        .map(LeaseHolder::described)
                                        .collect(Collectors.joining(", "))),
                Finding.REPAIR
                        + " lets go of it. By itself it does so at once where somebody waits, and else within an hour.");
    }

    private static @Nullable String unknown(List<String> silent) {
        return silent.isEmpty()
                ? null
                : "%d leases don't say who holds them, as no worker answers, such as %s. Start a worker."
                        .formatted(silent.size(), silent.getFirst());
    }

    @Override
    public void repair(List<Finding> found) throws InterruptedException {
        List<String> open = new ArrayList<>(found.stream().map(Finding::subject).toList());
        open.forEach(lease -> ended(lease)
                .filter(one -> !one.holders().isEmpty())
                .ifPresent(one -> book.letGo(lease, one.holders())));
        Instant until = Instant.now().plus(LONGEST);
        while (Instant.now().isBefore(until)
                && open.stream()
                        .anyMatch(lease -> ended(lease)
                                .filter(one -> !one.holders().isEmpty())
                                .isPresent())) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
