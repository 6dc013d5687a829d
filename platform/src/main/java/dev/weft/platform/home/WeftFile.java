package dev.weft.platform.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.weft.platform.PlatformException;
import dev.weft.platform.process.Disk;
import dev.weft.platform.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code weft.json}: where a home's platform is. Immutable; written whole or not at all.
 *
 * @param api address of the API; {@code null} while it does not serve
 * @param temporalUi address of the Temporal web UI; {@code null} for none
 * @param temporal {@code host:port}; {@code null} while it does not run
 * @param tokenFile absolute path of the administrator's token
 * @param pids numbers of {@code weft}, {@code temporal}, {@code postgres}, as far as they were started here
 * @param processes the same, so that they are known for sure
 * @param ports that this home's servers take when they can, by {@link Server#key()}; they outlast the servers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WeftFile(
        @Nullable String api,
        @JsonProperty("temporal_ui") @Nullable String temporalUi,
        @Nullable String temporal,
        @JsonProperty("token_file") @Nullable String tokenFile,
        Map<String, Long> pids,
        Map<String, ProcessMark> processes,
        Map<String, Integer> ports) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Of a home that never ran. */
    public static final WeftFile NONE = new WeftFile(null, null, null, null, Map.of(), Map.of(), Map.of());

    public WeftFile {
        pids = pids == null ? Map.of() : Map.copyOf(pids);
        processes = processes == null ? Map.of() : Map.copyOf(processes);
        ports = ports == null ? Map.of() : Map.copyOf(ports);
    }

    /** The file's content; {@link #NONE} where it is missing or is no such file. */
    public static WeftFile read(Path file) {
        try {
            return JSON.readValue(file.toFile(), WeftFile.class);
        } catch (IOException missingOrForeign) {
            return NONE;
        }
    }

    /** Replaces the file. */
    public void write(Path file) throws PlatformException {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            JSON.writeValue(fresh.toFile(), this);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Disk.explain(file, e);
        }
    }

    /** A server's process, where it was started here and lives. */
    public Optional<ProcessMark> living(Server server) {
        return Optional.ofNullable(processes.get(server.key())).filter(ProcessMark::alive);
    }

    /** The port that a server of this home had last. */
    public Optional<Integer> port(Server server) {
        return Optional.ofNullable(ports.get(server.key()));
    }

    /** The same with the API's process and address. */
    public WeftFile withApi(String address, ProcessMark process) {
        return new WeftFile(address, temporalUi, temporal, tokenFile, pids, processes, ports)
                .withProcess(Server.WEFT, process);
    }

    /** The same with a server's process. */
    WeftFile withProcess(Server server, ProcessMark process) {
        Map<String, Long> numbers = new LinkedHashMap<>(pids);
        numbers.put(server.key(), process.pid());
        Map<String, ProcessMark> marks = new LinkedHashMap<>(processes);
        marks.put(server.key(), process);
        return new WeftFile(api, temporalUi, temporal, tokenFile, numbers, marks, ports);
    }

    /** The same with nothing running: ports alone. */
    WeftFile stopped() {
        return new WeftFile(null, null, null, tokenFile, Map.of(), Map.of(), ports);
    }
}
