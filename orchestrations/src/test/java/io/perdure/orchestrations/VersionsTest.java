package io.perdure.orchestrations;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Versions")
class VersionsTest {
    @RegisterExtension
    final OrchestrationFixture perdure = new OrchestrationFixture();

    @BeforeEach
    void orchestrator() {
        perdure.orchestrator("Test", context -> {
            context.waitForExternalEvent("Go").await();
            return context.version();
        });
    }

    private RunUnderTest start(String version) {
        var options = version == null ? InstanceOptions.DEFAULT : InstanceOptions.DEFAULT.withVersion(version);
        return perdure.start("Test", null, options);
    }

    private void node(String settings) {
        perdure.setting("perdure.orchestrations { " + settings.replace('\'', '"') + " }");
    }

    @Test
    @DisplayName("without an option it is the starter's default (O-152)")
    void default_version() {
        node("default-version = '2.0'");

        assertThat(start(null).raise("Go", null).output()).isEqualTo("\"2.0\"");
    }

    @ParameterizedTest(name = "{0} on a node of {1}, match {2}: {3}")
    @CsvSource({
        "1.0, '', none, true",
        "9.0, 1.0, none, true",
        "1.0, 1.0, strict, true",
        "1, 1.0.0, strict, true",
        "1.1, 1.0, strict, false",
        "'', 1.0, strict, false",
        "0.9, 1.0, current-or-older, true",
        "1.0, 1.0, current-or-older, true",
        "1.10, 1.9, current-or-older, false",
        "'', 1.0, current-or-older, true",
        "2.0, 1.0, auto, false",
        "2.0, '', auto, true",
        "ALPHA, alpha, strict, true",
        "beta, alpha, current-or-older, false",
    })
    @DisplayName("a node runs what matches (O-153, O-155)")
    void match(String instance, String node, String match, boolean runs) {
        node("version { current = '%s', match = %s }".formatted(node, match));

        var run = start(instance);

        assertThat(run.status()).isEqualTo(runs ? RuntimeStatus.Running : RuntimeStatus.Pending);
    }

    @Test
    @DisplayName("reject: the instance waits, nothing is recorded, and events are kept (O-154)")
    void reject() {
        node("version { current = '1.0', match = strict, retry-after = 10 s }");
        var run = start("2.0");
        run.raise("Go", null);
        perdure.advance(ofSeconds(60));

        assertThat(run.status()).isEqualTo(RuntimeStatus.Pending);
        assertThat(run.history()).isEmpty();
    }

    @Test
    @DisplayName("fail: the instance fails with VersionMismatch, non-retriable, naming both (O-154)")
    void fail() {
        node("version { current = '1.0', match = strict, on-mismatch = fail }");

        var failure = start("2.0").failure();

        assertThat(failure.errorType()).isEqualTo("VersionMismatch");
        assertThat(failure.errorMessage()).contains("2.0", "1.0");
        assertThat(failure.nonRetriable()).isTrue();
    }

    @Test
    @DisplayName("a rejected instance can be terminated (O-122, O-154)")
    void terminate() {
        node("version { current = '1.0', match = strict }");

        assertThat(start("2.0").terminate("stop").status()).isEqualTo(RuntimeStatus.Terminated);
    }

    @Test
    @DisplayName("is checked at each step, also of the next generation (O-156)")
    void next_generation() {
        node("version { current = '1.0', match = strict, on-mismatch = fail }");
        perdure.orchestrator(
                "Test", context -> context.continueAsNew(null, ContinueOptions.DEFAULT.withVersion("2.0")));

        assertThat(start("1.0").failure().errorType()).isEqualTo("VersionMismatch");
    }
}
