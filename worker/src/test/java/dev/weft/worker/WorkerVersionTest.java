package dev.weft.worker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a.b", "a:b"})
    void shouldRefuseDeploymentsThatTemporalCannotName(String deployment) {
        assertThatThrownBy(() -> new WorkerVersion(deployment, "1"))
                .hasMessageStartingWith("Expected a deployment's name")
                .hasMessageContaining("'" + deployment + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1:2"})
    void shouldRefuseBuildsThatTemporalCannotName(String build) {
        assertThatThrownBy(() -> new WorkerVersion("weft", build))
                .hasMessageStartingWith("Expected a build id")
                .hasMessageContaining("'" + build + "'");
    }
}
