package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.perdure.failures.FailureDetails;
import io.perdure.failures.PerdureException;
import io.perdure.kernel.Response;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.ParentInstance;
import io.perdure.orchestrations.RuntimeStatus;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest extends ClientFixture {

    record Line(String sku) {}

    private OrchestrationMetadata get(boolean fetch) {
        return client.get("o-1", fetch).join().orElseThrow();
    }

    @Test
    @DisplayName("O-135: the metadata of an instance")
    void metadata() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);

        var found = get(false);

        assertThat(found.name()).isEqualTo("Order");
        assertThat(found.instanceId()).isEqualTo("o-1");
        assertThat(found.status()).isEqualTo(RuntimeStatus.Completed);
        assertThat(found.createdAt()).isEqualTo(FakeDurableClient.NOON);
        assertThat(found.lastUpdatedAt()).isEqualTo(FakeDurableClient.NOON.plusSeconds(1));
        assertThat(found.executionId()).isEqualTo("run-1");
        assertThat(found.version()).isEqualTo("1.0");
        assertThat(found.tags()).isEqualTo(Map.of("team", "shop"));
        assertThat(found.parent()).contains(new ParentInstance("Day", "d-1"));
    }

    @Test
    @DisplayName("O-135: inputs and outputs in the types asked for")
    void payloads() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);

        var found = get(true);

        assertThat(found.input(Line.class)).isEqualTo(new Line("A1"));
        assertThat(found.output(int.class)).isEqualTo(42);
        assertThat(found.customStatus(String.class)).isEqualTo("packing");
        assertThat(found.inputJson()).isEqualTo("{\"sku\":\"A1\"}");
        assertThat(found.outputJson()).isEqualTo("42");
        assertThat(found.customStatusJson()).isEqualTo("\"packing\"");
    }

    @Test
    @DisplayName("O-135: what is not there is null")
    void no_output() {
        durable.instance("o-1", RuntimeStatus.Running, 0);

        assertThat(get(true).output(String.class)).isNull();
        assertThat(get(true).outputJson()).isNull();
    }

    @Test
    @DisplayName("O-135: inputs and outputs that were not fetched cannot be read")
    void not_fetched() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);

        var found = get(false);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(found::inputJson)
                .withMessage(
                        "Input of orchestration instance 'o-1' was not fetched (expected: to be asked for with fetchInputsAndOutputs).");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> found.output(int.class));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(found::customStatusJson);
    }

    @Test
    @DisplayName("An output that does not fit names instance, type and place")
    void misfit() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);

        var found = get(true);

        assertThatExceptionOfType(PerdureException.class)
                .isThrownBy(() -> found.output(Line.class))
                .withMessage(
                        "Output of orchestration instance 'o-1' does not fit io.perdure.orchestrations.internal.StatusTest$Line: a number (expected: an object).");
    }

    @Test
    @DisplayName("O-145: a failed instance has its failure")
    void failure() {
        var details = FailureDetails.of("shop.CardDeclined", "no money", true);
        var facts = FakeDurableClient.facts("o-1", RuntimeStatus.Failed, 0);
        durable.instances.put(
                "o-1",
                new InstanceFacts(
                        facts.name(),
                        "o-1",
                        RuntimeStatus.Failed,
                        facts.createdAt(),
                        facts.lastUpdatedAt(),
                        "run-1",
                        "",
                        Map.of(),
                        null,
                        true,
                        null,
                        null,
                        null,
                        details,
                        0));

        assertThat(get(true).failure()).contains(details);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> get(false).failure());
    }

    @Test
    @DisplayName("An instance that has not failed has no failure, fetched or not")
    void no_failure() {
        durable.instance("o-1", RuntimeStatus.Running, 0);

        assertThat(get(false).failure()).isEmpty();
    }

    @Test
    @DisplayName("O-135: an unknown instance is empty")
    void unknown() {
        assertThat(client.get("o-1").join()).isEmpty();
    }

    @ParameterizedTest(name = "H-46: \"{0}\", that no instance can have, is unknown and not asked for")
    @ValueSource(strings = {"@counter@a", "", "a/b"})
    void impossible_id(String id) {
        assertThat(client.get(id).join()).isEmpty();
        assertThat(durable.reads).isEmpty();
    }

    @Test
    @DisplayName("An instance may also say itself that it does not exist")
    void says_not_found() {
        durable.readAnswer = Optional.of(Response.failed(FailureDetails.of("InstanceNotFound", "", true)));

        assertThat(client.get("o-1").join()).isEmpty();
    }

    @Test
    @DisplayName("An instance that cannot be read says why")
    void unreadable() {
        durable.readAnswer = Optional.of(Response.failed(FailureDetails.of("Unreadable", "newer", true)));

        assertThat(failureOf(client.get("o-1")))
                .isInstanceOf(PerdureException.class)
                .hasMessage("Orchestration instance 'o-1' cannot be read: Unreadable: newer");
    }

    @Test
    @DisplayName("Facts survive the way as JSON, and what a newer node adds is skipped")
    void round_trip() {
        var facts = FakeDurableClient.facts("o-1", RuntimeStatus.Completed, 3);

        assertThat(InstanceFacts.parse(facts.json())).isEqualTo(facts);
        assertThat(InstanceFacts.parse(facts.json().replaceFirst("\\{", "{\"news\":[1],")))
                .isEqualTo(facts);
    }

    @Test
    @DisplayName("A summary is short: what is empty is left out")
    void summary() {
        assertThat(new InstanceSummary("Order", "", "", Map.of(), null, null).json())
                .isEqualTo("{\"n\":\"Order\"}");
        var full = new InstanceSummary("Order", "r", "1", Map.of("t", "v"), "Day", "d-1");
        assertThat(full.json())
                .isEqualTo("{\"n\":\"Order\",\"x\":\"r\",\"v\":\"1\",\"l\":{\"t\":\"v\"},\"p\":\"Day\",\"i\":\"d-1\"}");
        assertThat(InstanceSummary.parse(full.json())).isEqualTo(full);
    }
}
