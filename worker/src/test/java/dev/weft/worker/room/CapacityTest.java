package dev.weft.worker.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.definitions.size.Extent;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacityTest {
    @Test
    void shouldBeWhatTheEnvironmentSaysAndElseAllOfTheMachine() {
        Extent machine = Capacity.ofMachine();

        assertThat(machine.cpu()).isEqualTo(1000L * Runtime.getRuntime().availableProcessors());
        assertThat(machine.memory()).isGreaterThan(1L << 28);
        assertThat(Capacity.fromEnvironment(Map.of())).isEqualTo(machine);
        assertThat(Capacity.fromEnvironment(Map.of(Capacity.CPU, " 3.5 ")))
                .isEqualTo(new Extent(3500, machine.memory()));
        assertThat(Capacity.fromEnvironment(Map.of(Capacity.CPU, "", Capacity.MEMORY, "12GiB")))
                .isEqualTo(new Extent(machine.cpu(), 12L << 30));
    }

    @Test
    void shouldRefuseWhatIsNoSize() {
        assertThatThrownBy(() -> Capacity.fromEnvironment(Map.of(Capacity.CPU, "many")))
                .hasMessage("Expected a number of cores such as 4 or 0.5 in WEFT_WORKER_CPU, but found 'many'.");
        assertThatThrownBy(() -> Capacity.fromEnvironment(Map.of(Capacity.CPU, "0")))
                .hasMessageContaining("but found '0'");
        assertThatThrownBy(() -> Capacity.fromEnvironment(Map.of(Capacity.MEMORY, "12 apples")))
                .hasMessage("Expected a size such as 512MiB or 8GiB in WEFT_WORKER_MEMORY, but found '12 apples'.");
    }
}
