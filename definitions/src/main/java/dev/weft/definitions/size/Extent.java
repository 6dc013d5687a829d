package dev.weft.definitions.size;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an attempt takes up of its worker, or what a worker has. Immutable.
 *
 * @param cpu thousandths of a core; 0 for nothing said
 * @param memory bytes; 0 for nothing said
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Extent(long cpu, long memory) {
    /** What takes up nothing. */
    public static final Extent NOTHING = new Extent(0, 0);

    /** What a core is parted into. */
    public static final double THOUSAND = 1000;

    private static final int THOUSANDTHS = 3;

    public Extent {
        if (cpu < 0 || memory < 0) {
            throw new IllegalArgumentException("Expected nothing below zero, but found " + cpu + ", " + memory);
        }
    }

    /** Of cores: a thousandth of one at least. */
    public static long thousandths(double cores) {
        return Math.max(1, Math.round(cores * THOUSAND));
    }

    /** Whether it takes up nothing. */
    @JsonIgnore
    public boolean isNothing() {
        return cpu == 0 && memory == 0;
    }

    /** Whether it finds room where so much is. */
    public boolean fits(Extent room) {
        return cpu <= room.cpu && memory <= room.memory;
    }

    /** Both together. */
    public Extent plus(Extent other) {
        return new Extent(cpu + other.cpu, memory + other.memory);
    }

    /** What is left where so much is taken; nothing where more is than there was. */
    public Extent less(Extent other) {
        return new Extent(Math.max(0, cpu - other.cpu), Math.max(0, memory - other.memory));
    }

    /** What is said by this one, and by another where this one says nothing. */
    public Extent or(Extent other) {
        return new Extent(cpu == 0 ? other.cpu : cpu, memory == 0 ? other.memory : memory);
    }

    /** The part of it of which another says something. */
    public Extent where(Extent other) {
        return new Extent(other.cpu == 0 ? 0 : cpu, other.memory == 0 ? 0 : memory);
    }

    /** For people: {@code 2 cores and 4GiB of memory}; {@code nothing} where it takes up nothing. */
    public String described() {
        Optional<String> cores = cpu == 0 ? Optional.empty() : Optional.of(cores());
        Optional<String> bytes = memory == 0 ? Optional.empty() : Optional.of(SizeText.format(memory) + " of memory");
        return cores.map(one -> bytes.map(two -> one + " and " + two).orElse(one))
                .orElseGet(() -> bytes.orElse("nothing"));
    }

    private String cores() {
        String number =
                BigDecimal.valueOf(cpu, THOUSANDTHS).stripTrailingZeros().toPlainString();
        return number + (number.equals("1") ? " core" : " cores");
    }
}
