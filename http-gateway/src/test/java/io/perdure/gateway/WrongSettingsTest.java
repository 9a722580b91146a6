package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A wrong setting")
class WrongSettingsTest {
    private static final Config REFERENCE =
            ConfigFactory.defaultReferenceUnresolved().resolve();

    /** No text, number, flag, duration, size, or list of texts. */
    private static final String NONSENSE = "[[]]";

    /** Akka's own, free ones, those that are none, and those of a kernel in memory. */
    private static final List<String> OTHERS = List.of(
            "perdure.http.server.",
            "perdure.entities.dispatcher.",
            "perdure.kernel.dispatchers.",
            "perdure.cluster.protocol",
            "perdure.memory.");

    private static final List<String> SECRETS = List.of(
            "perdure.postgres.url",
            "perdure.postgres.password",
            "perdure.http.key",
            "perdure.http.keys",
            "perdure.http.tls.key-store-password");

    @TempDir
    private Path directory;

    static List<String> keys() {
        return REFERENCE.entrySet().stream()
                .map(Map.Entry::getKey)
                .filter(key -> key.startsWith("perdure.") && OTHERS.stream().noneMatch(key::startsWith))
                .sorted()
                .toList();
    }

    static Stream<String> numbers() {
        return Stream.concat(
                keys().stream().filter(key -> is(key, Config::getNumber)),
                Stream.of(
                        "perdure.activities.max-concurrent",
                        "perdure.orchestrations.max-live",
                        "perdure.orchestrations.max-concurrent"));
    }

    static Stream<String> durations() {
        return Stream.concat(
                keys().stream().filter(key -> is(key, Config::getDuration) && !is(key, Config::getNumber)),
                Stream.of("completed", "failed", "terminated").map(outcome -> "perdure.retention." + outcome));
    }

    static Stream<String> sizes() {
        return keys().stream().filter(key -> is(key, Config::getBytes) && !is(key, Config::getNumber));
    }

    private static boolean is(String key, BiFunction<Config, String, Object> as) {
        try {
            return as.apply(REFERENCE, key) != null;
        } catch (ConfigException another) {
            return false;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    @DisplayName("of another type is the one problem, named with key, value and place; so somebody reads each key")
    void another_type(String key) throws IOException {
        assertThat(problems(key, NONSENSE))
                .singleElement()
                .asString()
                .startsWith(key + ": " + (SECRETS.contains(key) ? "not shown" : NONSENSE) + " (expected: ")
                .contains("wrong.conf: 2");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    @DisplayName("of too small, too large or broken a number is the one problem")
    void number(String key) throws IOException {
        for (String value : List.of("-1", "3000000000", "1.5")) {
            assertOne(key, value);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("durations")
    @DisplayName("of too short or too long a time is the one problem")
    void duration(String key) throws IOException {
        for (String value : List.of("-1 s", "40000 days")) {
            assertOne(key, value);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sizes")
    @DisplayName("of too small or too large a size is the one problem")
    void size(String key) throws IOException {
        for (String value : List.of("-1", "9000 PiB")) {
            assertOne(key, value);
        }
    }

    @Test
    @DisplayName("comes with all others, sorted by key, in a start that opens nothing and ends with exit code 78")
    void all_at_once() throws IOException {
        // h2 is the default of the wrong store, and then nobody looks at the settings of the other
        List<String> keys = keys().stream()
                .filter(key -> !key.startsWith("perdure.postgres."))
                .toList();
        var err = new StringWriter();
        var command = NodeCommand.commandLine(new NodeCommand(
                Map.of(),
                config -> Main.serve(
                        config,
                        (given, modules) -> {
                            throw new AssertionError("started");
                        },
                        System.out)));
        command.setErr(new PrintWriter(err));

        int code = command.execute(
                "--config",
                file(keys.stream().map(key -> key + " = " + NONSENSE).collect(Collectors.joining("\n")))
                        .toString());

        assertThat(err.toString().lines().map(line -> line.replaceFirst("perdure: ([^:]*): .*", "$1")))
                .containsExactlyElementsOf(keys);
        assertThat(code).isEqualTo(78);
    }

    @Test
    @DisplayName("that is something else than a section is one problem, not one for each key of it")
    void no_section() throws IOException {
        assertThat(problems("perdure.kernel", "5"))
                .singleElement()
                .asString()
                .startsWith("perdure.kernel: 5 (expected: a section); set by ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "perdure.http.drain-timeout = 40 s  | a stop is cut off after 1 minute",
                "perdure.http.leave-pause = 50 s    | a stop is cut off after 1 minute",
                "perdure.close-timeout = 30 s       | a stop is cut off after 1 minute",
                "perdure.postgres.socket-timeout = 5 minutes | at most perdure.http.max-request-timeout, 4 minutes",
                "perdure.http.host = 0.0.0.0        | no access key is configured",
                "perdure.http.cors.allowed-origins = [shop] | a list of origins",
                "perdure.http.tls { certificate = /none, private-key = /none } | a file; there is none",
                "perdure.cluster.tls { certificate = /none, private-key = /none, ca = /none } | a file; there is none",
            })
    @DisplayName("that contradicts another, or names what is not there, is told beside what is wrong by itself")
    void contradiction(String setting, String expected) throws IOException {
        String key = setting.substring(0, setting.indexOf(' '));
        String store = key.startsWith("perdure.postgres.") ? "perdure.store = postgres\n" : "";

        assertThat(problems(file(store + "perdure.kernel.shards = 0\n" + setting)))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).startsWith("perdure.kernel.shards: 0"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith(key).contains("(expected: ", expected, "wrong.conf: "));
    }

    private void assertOne(String key, String value) throws IOException {
        assertThat(problems(key, value))
                .as(value)
                .singleElement()
                .asString()
                .startsWith(key + ": " + value + " (expected: ")
                .contains("wrong.conf: 2");
    }

    private List<String> problems(String key, String value) throws IOException {
        String store = key.startsWith("perdure.postgres.") ? "perdure.store = postgres" : "";
        return problems(file("%s\n%s = %s\n".formatted(store, key, value)));
    }

    private static List<String> problems(Path file) {
        return ConfigCheck.problems(NodeConfig.load(Map.of(), Map.of(), file));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("wrong.conf"), text);
    }
}
