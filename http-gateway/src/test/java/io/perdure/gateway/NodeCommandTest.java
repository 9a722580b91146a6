package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line")
class NodeCommandTest {
    private final Map<String, String> environment = new TreeMap<>();
    private final List<NodeConfig> started = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    @DisplayName("runs a node with or without saying so, options before or behind")
    void node_is_the_default() {
        assertThat(started("--port", "1").getInt("perdure.http.port")).isEqualTo(1);
        assertThat(started("node", "--port", "2").getInt("perdure.http.port")).isEqualTo(2);
        assertThat(started("--port", "3", "node").getInt("perdure.http.port")).isEqualTo(3);
        assertThat(started("node").getInt("perdure.http.port")).isEqualTo(8080);
        assertThat(started().getString("perdure.http.host")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @DisplayName("option over environment over file over default")
    @CsvSource({
        "--port, PERDURE_HTTP_PORT, perdure.http.port, 1, 2, 3",
        "--host, PERDURE_HTTP_HOST, perdure.http.host, a, b, c",
        "--data, PERDURE_DATA, perdure.data, a, b, c",
        "--hub, PERDURE_HUB, perdure.hub, a, b, c",
    })
    void precedence(String option, String variable, String key, String first, String second, String third)
            throws IOException {
        String file = file(key + " = " + third);

        assertThat(started("--config", file).getString(key)).isEqualTo(third);
        environment.put(variable, second);
        assertThat(started("--config", file).getString(key)).isEqualTo(second);
        assertThat(started("--config", file, option, first).getString(key)).isEqualTo(first);
        environment.put(variable, " ");
        assertThat(started("--config", file).getString(key)).isEqualTo(third);
    }

    @Test
    @DisplayName("every other variable sets its key")
    void variables() {
        NodeConfig.VARIABLES.keySet().forEach(variable -> environment.put(variable, "on"));
        environment.put("PERDURE_HTTP_PORT", "1");

        Config config = started();

        assertThat(NodeConfig.VARIABLES.values())
                .contains("perdure.store", "perdure.postgres.url", "perdure.postgres.password")
                .allSatisfy(key -> assertThat(config.getString(key)).isIn("on", "1"));
    }

    @Test
    @DisplayName("modules come from the options, else the environment, else the file")
    void modules() throws IOException {
        environment.put("PERDURE_CONFIG", file("perdure.modules = [\"f\"]"));
        assertThat(started().getStringList("perdure.modules")).containsExactly("f");
        environment.put("PERDURE_MODULES", "a" + File.pathSeparator + "b");
        assertThat(started().getStringList("perdure.modules")).containsExactly("a", "b");
        assertThat(started("--modules", "x", "--modules", "y").getStringList("perdure.modules"))
                .containsExactly("x", "y");
    }

    @Test
    @DisplayName("seeds come from the environment with commas between, else the file")
    void seeds() throws IOException {
        String file = file("perdure.cluster.seeds = [\"f:1\"]");
        assertThat(started("--config", file).getStringList("perdure.cluster.seeds"))
                .containsExactly("f:1");
        environment.put("PERDURE_CLUSTER_SEEDS", "a:1, b:2,");
        assertThat(started("--config", file).getStringList("perdure.cluster.seeds"))
                .containsExactly("a:1", "b:2");
    }

    @Test
    @DisplayName("what the runtime gets has no defaults in it, so that its own apply")
    void given_only() throws IOException {
        run("--config", file("a = 1\nb = ${perdure.http.port}"), "--port", "5");

        Config given = started.get(0).given();

        assertThat(given.getInt("b")).isEqualTo(5);
        assertThat(given.hasPath("akka.actor")).isFalse();
        assertThat(given.hasPath("perdure.http.host")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what a file adds to is added to once, for the runtime as for the node")
    @CsvSource(
            delimiter = '|',
            value = {
                "perdure.modules += x | [x]",
                "perdure { modules = [a], modules += x } | [a, x]",
                "perdure.modules = ${perdure.modules} [x] | [x]",
                "perdure { modules = [a], http.port = 1 }, more { modules = [b] }, perdure = ${perdure} ${more} | [b]",
            })
    void added(String text, String modules) throws IOException {
        run("--config", file(text));

        assertThat(started.get(0).given().getStringList("perdure.modules")).hasToString(modules);
        assertThat(started.get(0).full().getStringList("perdure.modules")).hasToString(modules);
    }

    @Test
    @DisplayName("a misspelt key is found, with its place")
    void unknown_keys() throws IOException {
        run("--config", file("\nperdure.htp.port = 1\nperdure.http.server.backlog = 5"));

        assertThat(started.get(0).unknown())
                .singleElement()
                .asString()
                .startsWith("perdure.htp.port: unknown (expected: perhaps perdure.http.port)")
                .contains("node.conf: 2");
    }

    @Test
    @DisplayName("--check-config names all that is wrong, a line each, with its place, and runs nothing")
    void check_config() throws IOException {
        String file = file("""
                perdure {
                  http.prot = 8081
                  http.max-page-size = 0
                  http.tls.client-ca = ca.pem
                  pool.size = 1
                  kernel.shards = 0
                  retention.failed = never
                }""");

        assertThat(run("--check-config", "--config", file)).isEqualTo(78);

        assertThat(started).isEmpty();
        assertThat(err.toString().lines()).hasSize(6).allMatch(line -> line.startsWith("perdure: "));
        assertThat(err.toString())
                .contains("perdure.http.prot: unknown (expected: perhaps perdure.http.port)", "node.conf: 2")
                .contains("max-page-size: 0", "client-ca", "perdure.pool.size", "shards", "perdure.retention.failed");
    }

    @Test
    @DisplayName("--check-config says so when nothing is wrong")
    void check_config_of_nothing_wrong() {
        assertThat(run("--check-config")).isZero();
        assertThat(started).isEmpty();
        assertThat(out.toString()).contains("nothing is wrong");
    }

    @Test
    @DisplayName("unknown settings are let through when that was asked for")
    void allowed_unknown() throws IOException {
        assertThat(run("--check-config", "--config", file("perdure { later = 1, config.allow-unknown = on }")))
                .isZero();
    }

    @Test
    @DisplayName("a variable that sets nothing is found, with the one that may be meant")
    void unknown_variables() {
        assertThat(NodeConfig.unknownVariables(Map.of("PERDURE_HTTP_PROT", "1", "PERDURE_HUB", "hub", "PATH", "")))
                .containsExactly("PERDURE_HTTP_PROT (perhaps PERDURE_HTTP_PORT)");
    }

    @Test
    @DisplayName("--help names every option with its variable, and the exit codes")
    void help() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("--config", "--modules", "--port", "--host", "--data", "--hub", "PERDURE_HTTP_PORT", "78");
        assertThat(run("node", "--help")).isZero();
        assertThat(started).isEmpty();
    }

    @Test
    @DisplayName("--version is one line")
    void version() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString().lines()).singleElement().asString().startsWith("perdure ");
    }

    @ParameterizedTest
    @DisplayName("wrong options are one line and exit code 2")
    @CsvSource({
        "--pot=8080, Did you mean --port?",
        "--port x, --port",
        "--port 70000, 'expected: 0 to 65535'",
        "--port -1, --port",
        "--port, --port",
        "--port 1 --port 2, --port",
        "stray, stray",
        "node stray, stray",
    })
    void usage(String arguments, String named) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains(named, "Try --help.");
        assertThat(started).isEmpty();
    }

    @Test
    @DisplayName("a configuration file that is missing or malformed is one line and exit code 78")
    void wrong_file() throws IOException {
        assertThat(run("--config", directory.resolve("none.conf").toString())).isEqualTo(78);
        assertThat(line()).contains("--config", "none.conf", "readable file");
        environment.put("PERDURE_CONFIG", directory.resolve("gone.conf").toString());
        assertThat(run()).isEqualTo(78);
        assertThat(line()).contains("PERDURE_CONFIG", "gone.conf");
        assertThat(run("--config", file("\n\na = {"))).isEqualTo(78);
        assertThat(line()).contains("node.conf: 3");
        assertThat(run("--config", file("a = ${nowhere}"))).isEqualTo(78);
        assertThat(line()).contains("nowhere");
    }

    @ParameterizedTest
    @DisplayName("the samples for operators load, and have no key that does not exist")
    @ValueSource(strings = {"node.conf", "postgres.conf", "cluster.conf"})
    void samples(String name) {
        started("--config", Path.of("..", "conf", name).toString());

        assertThat(started.get(0).unknown()).isEmpty();
    }

    private Config started(String... arguments) {
        started.clear();
        assertThat(run(arguments)).as(err.toString()).isZero();
        return started.get(0).full();
    }

    private int run(String... arguments) {
        var line = NodeCommand.commandLine(new NodeCommand(environment, config -> started.add(config) ? 0 : 1));
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    /** The error, which must be one line. */
    private String line() {
        List<String> lines = err.toString().lines().toList();
        err.getBuffer().setLength(0);
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("node.conf"), text).toString();
    }
}
