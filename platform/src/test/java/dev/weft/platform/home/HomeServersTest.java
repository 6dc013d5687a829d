package dev.weft.platform.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weft.platform.Environment;
import dev.weft.platform.PlatformException;
import dev.weft.platform.Progress;
import dev.weft.platform.process.Await;
import dev.weft.platform.process.ProcessMark;
import dev.weft.platform.temporal.Sync;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeServersTest {
    private static final Map<Server, Integer> FREE_PORTS =
            Map.of(Server.WEFT, 0, Server.TEMPORAL, 0, Server.TEMPORAL_UI, 0);

    @TempDir
    private Path folder;

    private HomeFolder home = new HomeFolder(Path.of("."));

    @BeforeEach
    void placeHome() {
        home = new HomeFolder(folder.resolve("home"));
    }

    @AfterEach
    void stopServers() throws PlatformException {
        HomeServers.stop(home, Environment.system(), Progress.SILENT);
    }

    @Test
    void shouldKeepWhatLivesAndStartWhatWasKilledOnTheSamePorts() throws PlatformException, SQLException {
        // given
        RunningServers first = servers(FREE_PORTS).ensure();
        write(first.database());
        WeftFile before = WeftFile.read(home.weftFile());

        // when nothing has died
        servers(Map.of()).ensure();

        // then the same processes go on
        assertThat(WeftFile.read(home.weftFile()).processes()).isEqualTo(before.processes());

        // when both are killed
        kill(before, Server.TEMPORAL);
        kill(before, Server.POSTGRES);
        assertThat(servers(Map.of()).alive()).isFalse();
        RunningServers second = servers(Map.of()).ensure();

        // then
        WeftFile after = WeftFile.read(home.weftFile());
        assertThat(second).isEqualTo(first);
        assertThat(after.ports()).isEqualTo(before.ports());
        assertThat(after.processes()).isNotEqualTo(before.processes());
        assertThat(count(second.database())).isEqualTo(1);
    }

    @Test
    void shouldStartAgainWhereAnotherProgramHasTheNumberOfAKilledPostgres()
            throws PlatformException, IOException, SQLException {
        // given
        RunningServers first = servers(FREE_PORTS).ensure();
        write(first.database());
        kill(WeftFile.read(home.weftFile()), Server.POSTGRES);
        Path guard = home.postgres().resolve("data/postmaster.pid");
        String stale = Files.readString(guard);
        long self = ProcessHandle.current().pid();
        Files.writeString(guard, stale.replaceFirst("\\d+", Long.toString(self)));
        Files.writeString(home.postgres().resolve("postgres.pid"), self + "\n");

        // when
        RunningServers second = servers(Map.of()).ensure();

        // then
        assertThat(count(second.database())).isEqualTo(1);
    }

    @Test
    void shouldSayWhichPortIsTakenAndLeaveNothingBehind() throws IOException {
        // given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<Server, Integer> wishes = new HashMap<>(FREE_PORTS);
            wishes.put(Server.TEMPORAL, taken.getLocalPort());

            // when, then
            assertThatExceptionOfType(PlatformException.class)
                    .isThrownBy(() -> servers(wishes).ensure())
                    .withMessageContaining("port " + taken.getLocalPort())
                    .withMessageContaining("process " + ProcessHandle.current().pid())
                    .withMessageContaining("--temporal-port");
        }
        assertThat(home.path()).doesNotExist();
    }

    @Test
    void shouldRefuseADiskThatIsTooFullAndLeaveNothingBehind() {
        // given
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("WEFT_MIN_FREE_DISK", "999999GB");

        // when, then
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(
                        () -> servers(FREE_PORTS, new Environment(variables)).ensure())
                .withMessageContaining("free disk space")
                .withMessageContaining(home.path().toString());
        assertThat(home.path()).doesNotExist();
    }

    @Test
    void shouldKeepSecretsToTheOwner() throws PlatformException, IOException {
        // when
        servers(FREE_PORTS).ensure();

        // then
        Path password = home.postgres().resolve("password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
    }

    private HomeServers servers(Map<Server, Integer> wishes) {
        return servers(wishes, Environment.system());
    }

    private HomeServers servers(Map<Server, Integer> wishes, Environment environment) {
        return new HomeServers(new HomeSettings(home, wishes, Sync.NORMAL, environment), Progress.SILENT);
    }

    private static void kill(WeftFile file, Server server) {
        ProcessMark process = file.living(server).orElseThrow();
        process.handle().ifPresent(ProcessHandle::destroyForcibly);
        assertThat(Await.until(Duration.ofSeconds(10), () -> !process.alive())).isTrue();
    }

    private static void write(Database database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create table kept (id int)");
            statement.execute("insert into kept values (1)");
        }
    }

    private static int count(Database database) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
