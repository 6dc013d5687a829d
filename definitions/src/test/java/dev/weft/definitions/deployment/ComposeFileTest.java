package dev.weft.definitions.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The production topology, as far as it can be judged without an engine. */
class ComposeFileTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[?-])?([^}]*)}");
    private static final List<String> ONE_SHOT = List.of("temporal-schema", "temporal-namespace");
    private static final List<String> SERVING = List.of("postgres", "temporal", "temporal-ui", "api", "worker");

    private String text = "";
    private Map<?, ?> compose = Map.of();

    @BeforeEach
    void read() throws IOException {
        text = Files.readString(ROOT.resolve("docker-compose.yml"));
        compose = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    @Test
    void shouldHaveEveryPartOfTheTopology() {
        assertThat(services().keySet())
                .map(String::valueOf)
                .containsExactlyInAnyOrder(
                        "postgres",
                        "temporal-schema",
                        "temporal",
                        "temporal-namespace",
                        "temporal-ui",
                        "api",
                        "worker");
        assertThat(map(map(services(), "worker"), "deploy").get("replicas")).isEqualTo("${WEFT_WORKERS:-2}");
    }

    @Test
    void shouldWatchTheHealthOfWhatServesAndRestartIt() {
        for (String name : SERVING) {
            Map<?, ?> service = map(services(), name);
            Map<?, ?> check = map(service, "healthcheck");
            assertThat(check.keySet())
                    .as(name)
                    .map(String::valueOf)
                    .contains("test", "interval", "timeout", "retries", "start_period");
            assertThat((List<?>) check.get("test")).as(name).first().isEqualTo("CMD");
            assertThat(service.get("restart")).as(name).isEqualTo("unless-stopped");
        }
        for (String name : ONE_SHOT) {
            assertThat(map(services(), name).get("restart")).as(name).isEqualTo("on-failure:5");
        }
    }

    @Test
    void shouldWaitForServicesThatExistAndInTheRightWay() {
        services().forEach((name, service) -> {
            if (((Map<?, ?>) service).get("depends_on") instanceof Map<?, ?> needed) {
                needed.forEach((other, how) -> {
                    assertThat(services().keySet())
                            .map(String::valueOf)
                            .as("%s needs %s", name, other)
                            .map(String::valueOf)
                            .contains(String.valueOf(other));
                    assertThat(((Map<?, ?>) how).get("condition"))
                            .as("%s needs %s", name, other)
                            .isEqualTo(ONE_SHOT.contains(other) ? "service_completed_successfully" : "service_healthy");
                });
            }
        });
        assertThat(needs("temporal")).contains("temporal-schema");
        assertThat(needs("api")).contains("postgres", "temporal-namespace");
        assertThat(needs("worker")).contains("temporal", "temporal-namespace");
    }

    @Test
    void shouldHaveNoPasswordOfItsOwn() {
        services().forEach((name, service) -> {
            if (((Map<?, ?>) service).get("environment") instanceof Map<?, ?> environment) {
                environment.forEach((variable, value) -> {
                    if (String.valueOf(variable).matches(".*(?:PASSWORD|PWD)")) {
                        assertThat(String.valueOf(value))
                                .as("%s %s", name, variable)
                                .matches("\\$\\{[A-Z_]+:\\?[^}]+}");
                    }
                });
            }
        });
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            if (variable.group(1).matches(".*(?:PASSWORD|SECRET|KEY|TOKEN).*")) {
                assertThat(variable.group(2) + variable.group(3))
                        .as(variable.group(1))
                        .matches(":-|:\\?.+");
            }
        }
    }

    @Test
    void shouldDeclareItsVolumesAndMountFilesThatExist() {
        Set<String> declared = new LinkedHashSet<>();
        map(compose, "volumes").keySet().forEach(name -> declared.add(String.valueOf(name)));
        Set<String> used = new LinkedHashSet<>();
        for (String mount : mounts()) {
            String source = mount.substring(0, mount.indexOf(':'));
            if (source.startsWith("./")) {
                assertThat(ROOT.resolve(source)).isRegularFile();
                assertThat(mount).endsWith(":ro");
            } else {
                used.add(source);
            }
        }
        assertThat(used).isEqualTo(declared);
    }

    @Test
    void shouldListenOnTheLoopbackAddressAlone() {
        List<String> ports = new ArrayList<>();
        services().values().forEach(service -> {
            if (((Map<?, ?>) service).get("ports") instanceof List<?> list) {
                list.forEach(port -> ports.add(String.valueOf(port)));
            }
        });
        assertThat(ports).hasSize(3).allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @Test
    void shouldExplainEachVariableInTheExampleAndGiveNoSecretThere() throws IOException {
        List<String> example = Files.readAllLines(ROOT.resolve(".env.example"));
        Map<String, String> required = new LinkedHashMap<>();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            if (":?".equals(variable.group(2))) {
                required.put(variable.group(1), variable.group(3));
            }
        }
        assertThat(example)
                .filteredOn(line -> line.matches("[A-Z_]+=.*"))
                .containsExactlyElementsOf(
                        required.keySet().stream().map(name -> name + "=").toList());
        for (String name : List.of("WEFT_WORKERS", "WEFT_PORT", "TEMPORAL_PORT", "TEMPORAL_UI_PORT", "WEFT_CHAT_URL")) {
            assertThat(example).anyMatch(line -> line.startsWith("#" + name + "="));
        }
    }

    @Test
    void shouldRunTheImageWithoutPrivileges() throws IOException {
        String image = Files.readString(ROOT.resolve("Dockerfile"));

        assertThat(image).contains("FROM eclipse-temurin:25-jre", "\nUSER 10001:10001\n", "\nHEALTHCHECK ");
        Matcher copied = Pattern.compile("(?m)^COPY (?!--)(.+) \\S+$").matcher(image);
        while (copied.find()) {
            for (String source : copied.group(1).split(" ")) {
                if (!source.equals("weft")) {
                    assertThat(ROOT.resolve(source)).exists();
                }
            }
        }
        for (String name : List.of("api", "worker")) {
            Map<?, ?> service = map(services(), name);
            assertThat(service.get("read_only")).isEqualTo(true);
            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
        }
    }

    private List<String> mounts() {
        List<String> mounts = new ArrayList<>();
        services().values().forEach(service -> {
            if (((Map<?, ?>) service).get("volumes") instanceof List<?> list) {
                list.forEach(mount -> mounts.add(String.valueOf(mount)));
            }
        });
        return mounts;
    }

    private List<String> needs(String service) {
        return map(map(services(), service), "depends_on").keySet().stream()
                .map(String::valueOf)
                .toList();
    }

    private Map<?, ?> services() {
        return map(compose, "services");
    }

    private static Map<?, ?> map(Map<?, ?> parent, String name) {
        return (Map<?, ?>) Objects.requireNonNull(parent.get(name), name);
    }
}
