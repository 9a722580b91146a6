package io.perdure.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Child processes, what Linux tells of them, and the databases they get. */
class ProcessesTest {
    @TempDir
    private Path directory;

    @Test
    void readsProcessorTimeBehindAnyProgramName() {
        String stat = "7 (a) b) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20 0 1 0 100 1000 50";
        assertThat(Proc.cpuMillis(stat)).isEqualTo(1_750);
    }

    @Test
    void readsTheCountersOfALivingProcess() throws IOException {
        long self = ProcessHandle.current().pid();
        assertThat(Proc.cpuMillis(self)).isPositive();
        assertThat(Proc.peakRssMebibytes(self)).isGreaterThan(10);
        assertThat(Proc.bytesWritten(self)).isNotNegative();
        assertThatThrownBy(() -> Proc.number(List.of("a: 1"), "b:")).hasMessageContaining("no line \"b:\"");
    }

    @Test
    void talksWithAChild() throws Exception {
        String script =
                "echo noise; echo '" + Child.READY + "http://here'; read line; echo \"" + Child.RESULT + "$line\"";
        try (Child child = Child.start("child", directory, List.of("sh", "-c", script))) {
            assertThat(child.awaitReady(Duration.ofSeconds(10))).isEqualTo("http://here");
            child.send("work");
            assertThat(child.awaitResult(Duration.ofSeconds(10))).isEqualTo("work");
        }
    }

    @Test
    void aChildThatEndsEarlyIsReportedWithItsLastWords() throws Exception {
        List<String> command = List.of("sh", "-c", "echo no store here; exit 3");
        try (Child child = Child.start("node", directory, command)) {
            assertThatThrownBy(() -> child.awaitReady(Duration.ofSeconds(10)))
                    .hasMessageContaining("ended with code 3")
                    .hasMessageContaining("no store here");
        }
    }

    @Test
    void aMissingNodeJarIsNamed() {
        Processes processes = new Processes(directory.resolve("absent.jar"), directory);
        assertThatThrownBy(() -> processes.node("node", database(H2Engine.Durability.POWER)))
                .hasMessageContaining("absent.jar does not exist")
                .hasMessageContaining("--node-jar");
    }

    @Test
    void aNodeGetsAKeyOfEachRoleAndTheLastIsSent() {
        AccessKeys keys = AccessKeys.ofEachRole();
        List<? extends Config> settings = keys.settings().getConfigList("perdure.http.keys");
        assertThat(settings).extracting(key -> key.getString("role")).containsExactly("read", "operate", "admin");
        assertThat(settings.get(2).getString("key")).isEqualTo(keys.last()).matches("[0-9a-f]{64}");
        assertThat(AccessKeys.NONE.last()).isNull();
        assertThat(AccessKeys.ofEachRole().last()).isNotEqualTo(keys.last());
    }

    @Test
    void theModuleJarHoldsTheModuleAlone() throws IOException {
        try (JarFile jar = new JarFile(ModuleJar.write(directory).toFile())) {
            assertThat(jar.stream()).hasSize(1 + BenchModule.CLASSES.size());
            assertThat(jar.getEntry("META-INF/services/io.perdure.DurableModule"))
                    .isNotNull();
        }
    }

    @Test
    void h2TakesGroupCommits() throws IOException, SQLException {
        for (H2Engine.Durability durability : H2Engine.Durability.values()) {
            takesGroupCommits(database(durability));
        }
    }

    @Test
    void postgresTakesGroupCommitsAndIsSafeAgainstPowerLoss() throws IOException, SQLException {
        try (PostgresEngine engine = PostgresEngine.start(directory)) {
            assertThat(engine.description()).contains("fsync = on").contains("synchronous_commit = on");
            Database database = engine.fresh("one");
            long written = database.written(0);
            takesGroupCommits(database);
            assertThat(database.written(0)).isGreaterThan(written);
        }
    }

    private Database database(H2Engine.Durability durability) throws IOException {
        return new H2Engine(durability, directory).fresh("test");
    }

    private static void takesGroupCommits(Database database) throws IOException, SQLException {
        try (StoreLimit limit = new StoreLimit(database)) {
            StoreLimit.Result result = limit.run(8, Duration.ZERO, Duration.ofMillis(50));
            assertThat(result.commitsPerSecond()).isPositive();
            assertThat(result.rowsPerSecond()).isEqualTo(result.commitsPerSecond() * 8);
        }
        assertThat(database.size()).isPositive();
    }
}
