package io.perdure.orchestrations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.perdure.kernel.store.InstanceRow;
import io.perdure.orchestrations.OrchestrationCount;
import io.perdure.orchestrations.OrchestrationMetadata;
import io.perdure.orchestrations.OrchestrationPage;
import io.perdure.orchestrations.OrchestrationQuery;
import io.perdure.orchestrations.ParentInstance;
import io.perdure.orchestrations.RuntimeStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest extends ClientFixture {

    private static Instant minute(int minute) {
        return FakeDurableClient.NOON.plusSeconds(60L * minute);
    }

    private static List<String> ids(OrchestrationPage page) {
        return page.instances().stream().map(OrchestrationMetadata::instanceId).toList();
    }

    private List<String> ids(OrchestrationQuery query) {
        return ids(client.query(query).join());
    }

    private List<String> pages(OrchestrationQuery query) {
        List<String> all = new ArrayList<>();
        String token = null;
        do {
            OrchestrationPage page = client.query(query.after(token)).join();
            all.addAll(ids(page));
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    @Test
    @DisplayName("H-49: all instances, in the order of their creation")
    void all() {
        durable.instance("b", RuntimeStatus.Running, 0);
        durable.instance("a", RuntimeStatus.Completed, 1);

        var page = client.query(OrchestrationQuery.ALL).join();

        assertThat(ids(page)).containsExactly("b", "a");
        assertThat(page.nextToken()).isNull();
    }

    @Test
    @DisplayName("O-141: a list shows what the index has, and reads no instance")
    void from_the_index() {
        durable.instance("o-1", RuntimeStatus.Failed, 2);

        var found = client.query(OrchestrationQuery.ALL).join().instances().get(0);

        assertThat(found.name()).isEqualTo("Order");
        assertThat(found.status()).isEqualTo(RuntimeStatus.Failed);
        assertThat(found.createdAt()).isEqualTo(minute(2));
        assertThat(found.version()).isEqualTo("1.0");
        assertThat(found.tags()).isEqualTo(Map.of("team", "shop"));
        assertThat(found.parent()).contains(new ParentInstance("Day", "d-1"));
        assertThat(found.executionId()).isEqualTo("run-1");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(found::inputJson);
        assertThat(durable.reads).isEmpty();
    }

    @Test
    @DisplayName("O-141: inputs and outputs come with the page when asked for")
    void with_payloads() {
        durable.instance("o-1", RuntimeStatus.Completed, 0);

        assertThat(client.query(OrchestrationQuery.ALL.fetchingInputsAndOutputs())
                        .join()
                        .instances())
                .extracting(found -> found.output(int.class))
                .containsExactly(42);
    }

    @Test
    @DisplayName("H-13: an instance that is gone, or has another status by now, makes a page with payloads short")
    void changed_meanwhile() {
        durable.instance("o-1", RuntimeStatus.Running, 0);
        durable.instance("o-2", RuntimeStatus.Completed, 0);
        for (String id : List.of("o-2", "o-3")) {
            durable.rows.put(id, FakeDurableClient.row(FakeDurableClient.facts(id, RuntimeStatus.Running, 1)));
        }

        assertThat(ids(OrchestrationQuery.ALL.withStatus(RuntimeStatus.Running).fetchingInputsAndOutputs()))
                .containsExactly("o-1");
    }

    @Test
    @DisplayName("O-141: bounds of creation are inclusive")
    void by_creation() {
        for (int i = 0; i < 5; i++) {
            durable.instance("o-" + i, RuntimeStatus.Running, i);
        }

        assertThat(ids(OrchestrationQuery.ALL.createdFrom(minute(1)).createdTo(minute(2))))
                .containsExactly("o-1", "o-2");
    }

    @Test
    @DisplayName("O-141: several statuses")
    void by_status() {
        durable.instance("o-1", RuntimeStatus.Running, 0);
        durable.instance("o-2", RuntimeStatus.Completed, 1);
        durable.instance("o-3", RuntimeStatus.Failed, 2);

        assertThat(ids(OrchestrationQuery.ALL.withStatus(RuntimeStatus.Completed, RuntimeStatus.Failed)))
                .containsExactly("o-2", "o-3");
    }

    @Test
    @DisplayName("O-141: a prefix of the id, in its own case")
    void by_prefix() {
        durable.instance("o-1", RuntimeStatus.Running, 0);
        durable.instance("O-2", RuntimeStatus.Running, 0);

        assertThat(ids(OrchestrationQuery.ALL.withInstanceIdPrefix("o-"))).containsExactly("o-1");
    }

    @Test
    @DisplayName("O-141: a row of an id that was never started is not listed")
    void never_started() {
        var row = FakeDurableClient.row(FakeDurableClient.facts("o-1", RuntimeStatus.Running, 0));
        durable.rows.put(
                "o-1",
                new InstanceRow(row.address(), "absent", row.createdAt(), row.updatedAt(), false, null, 1, null));

        assertThat(ids(OrchestrationQuery.ALL)).isEmpty();
    }

    @ParameterizedTest(name = "H-50: pages of {0} list everything once")
    @ValueSource(ints = {1, 2, 3, 6, 7, 8})
    void pages(int size) {
        for (int i = 0; i < 7; i++) {
            durable.instance("o-" + i, RuntimeStatus.Running, i / 3);
        }

        assertThat(pages(OrchestrationQuery.ALL.withPageSize(size)))
                .containsExactly("o-0", "o-1", "o-2", "o-3", "o-4", "o-5", "o-6");
    }

    @ParameterizedTest(name = "O-141: by name of the orchestrator, in any case, in pages of {0}")
    @ValueSource(ints = {1, 2, 3, 100})
    void by_name(int size) {
        for (int i = 0; i < 12; i++) {
            durable.named(i % 3 == 0 ? "Ship" : "Order", "o-%02d".formatted(i), i);
        }

        assertThat(pages(OrchestrationQuery.ALL.withName("SHIP").withPageSize(size)))
                .containsExactly("o-00", "o-03", "o-06", "o-09");
    }

    @Test
    @DisplayName("O-141: pages by name are full although others are in between")
    void full_pages_by_name() {
        for (int i = 0; i < 12; i++) {
            durable.named(i % 3 == 0 ? "Ship" : "Order", "o-%02d".formatted(i), i);
        }

        assertThat(ids(OrchestrationQuery.ALL.withName("Ship").withPageSize(2))).containsExactly("o-00", "o-03");
    }

    @Test
    @DisplayName("H-13: a rare name may give an empty page with more to come, so that no request takes for ever")
    void rare_name() {
        for (int i = 0; i < InstanceLists.MAX_LOOKS; i++) {
            durable.named("Order", "o-%02d".formatted(i), i);
        }
        durable.named("Ship", "z", 99);
        var query = OrchestrationQuery.ALL.withName("Ship").withPageSize(1);

        var first = client.query(query).join();

        assertThat(first.instances()).isEmpty();
        assertThat(ids(query.after(first.nextToken()))).containsExactly("z");
    }

    @Test
    @DisplayName("O-141: a count has the total and each status that occurs, whatever the page")
    void count() {
        durable.instance("o-1", RuntimeStatus.Running, 0);
        durable.instance("o-2", RuntimeStatus.Completed, 1);
        durable.instance("o-3", RuntimeStatus.Running, 2);
        durable.instance("p-4", RuntimeStatus.Running, 3);

        var counted = client.count(
                        OrchestrationQuery.ALL.withInstanceIdPrefix("o-").withPageSize(1))
                .join();

        assertThat(counted)
                .isEqualTo(new OrchestrationCount(3, Map.of(RuntimeStatus.Running, 2L, RuntimeStatus.Completed, 1L)));
        assertThat(durable.reads).isEmpty();
    }

    @Test
    @DisplayName("O-141: a row of an id that was never started is not counted")
    void never_started_is_not_counted() {
        var row = FakeDurableClient.row(FakeDurableClient.facts("o-1", RuntimeStatus.Running, 0));
        durable.rows.put(
                "o-1", new InstanceRow(row.address(), "", row.createdAt(), row.updatedAt(), false, null, 1, null));

        assertThat(client.count(OrchestrationQuery.ALL).join()).isEqualTo(new OrchestrationCount(0, Map.of()));
    }

    @Test
    @DisplayName("a count by the name of an orchestrator is refused: no index has it")
    void count_by_name() {
        assertThat(failureOf(client.count(OrchestrationQuery.ALL.withName("Order"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Order'");
    }

    @Test
    @DisplayName("H-49: a token that was not given out is refused")
    void bad_token() {
        assertThat(failureOf(client.query(OrchestrationQuery.ALL.after("nonsense"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Continuation token: \"nonsense\"");
    }

    @Test
    @DisplayName("H-49: the token of a list of entities is refused")
    void token_of_another_list() {
        String ofEntities = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"v\":1,\"f\":\"list\",\"n\":\"a\",\"k\":\"b\",\"b\":0,\"o\":0}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(failureOf(client.query(OrchestrationQuery.ALL.after(ofEntities))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
