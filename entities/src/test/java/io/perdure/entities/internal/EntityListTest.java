package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.perdure.entities.CleanStorageRequest;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityMetadata;
import io.perdure.entities.EntityPage;
import io.perdure.entities.EntityQuery;
import io.perdure.entities.HistoryPage;
import io.perdure.entities.OperationRecord;
import io.perdure.kernel.Address;
import io.perdure.kernel.DurableClient.Step;
import io.perdure.kernel.store.InstanceQuery.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityListTest {

    private final FakeDurableClient durable = new FakeDurableClient();
    private final DefaultEntityClient client = new DefaultEntityClient(durable, new EntityClientSettings(1_000, 2));

    @BeforeEach
    void some_entities() {
        durable.row("count", "a", "exists", 0);
        durable.row("counter", "A", "exists", 1);
        durable.row("counter", "ab", "exists", 2);
        durable.row("counter", "b", "absent", 3);
        durable.row("gauge", "a", "exists", 4);
    }

    private List<String> ids(EntityQuery query) {
        return ids(client.list(query).join());
    }

    private static List<String> ids(EntityPage page) {
        return page.entities().stream().map(entity -> entity.id().text()).toList();
    }

    @Test
    @DisplayName("E-103: all entities that exist, in the order of their ids")
    void all() {
        assertThat(ids(EntityQuery.all())).containsExactly("@count@a", "@counter@A", "@counter@ab", "@gauge@a");
    }

    @ParameterizedTest(name = "E-103: prefix \"{0}\" lists {1}")
    @CsvSource({
        "@counter@,     @counter@A @counter@ab",
        "counter@,      @counter@A @counter@ab",
        "@Counter@a,    @counter@ab",
        "@COUNTER@A,    @counter@A",
        "g,             @gauge@a",
        "@,             @count@a @counter@A @counter@ab @gauge@a",
    })
    void by_prefix(String prefix, String expected) {
        assertThat(ids(EntityQuery.all().withIdPrefix(prefix))).containsExactly(expected.split(" "));
    }

    @Test
    @DisplayName("E-104: the prefix @count@ does not show counter")
    void whole_name_prefix() {
        assertThat(ids(EntityQuery.all().withIdPrefix("@count@"))).containsExactly("@count@a");
    }

    @Test
    @DisplayName("E-104: the prefix @count also shows counter")
    void part_of_name_prefix() {
        assertThat(ids(EntityQuery.all().withIdPrefix("@count"))).hasSize(3);
    }

    @Test
    @DisplayName("E-104: a name lists that name alone, in any case")
    void by_name() {
        assertThat(ids(EntityQuery.named("COUNT"))).containsExactly("@count@a");
    }

    @Test
    @DisplayName("E-103: a prefix without a name is refused")
    void prefix_without_name() {
        assertThatThrownBy(() -> ids(EntityQuery.all().withIdPrefix("@@a")))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Entity id prefix: \"@@a\"");
    }

    @Test
    @DisplayName("E-103: entities without state are shown when asked for")
    void transient_ones() {
        assertThat(client.list(EntityQuery.named("counter").includingTransient())
                        .join()
                        .entities())
                .extracting(EntityMetadata::exists)
                .containsExactly(true, true, false);
    }

    @Test
    @DisplayName("E-103: bounds of time are inclusive")
    void by_time() {
        assertThat(ids(EntityQuery.all().lastOperationBetween(NOON.plusSeconds(60), NOON.plusSeconds(120))))
                .containsExactly("@counter@A", "@counter@ab");
    }

    @Test
    @DisplayName("E-103: states come with the page")
    void with_states() {
        assertThat(client.list(EntityQuery.named("counter")).join().entities())
                .extracting(entity -> entity.state().orElseThrow().textValue())
                .containsExactly("A", "ab");
    }

    @Test
    @DisplayName("E-102: a state that was not asked for is not there to be read")
    void without_states() {
        var entity = client.list(EntityQuery.named("count").withoutState())
                .join()
                .entities()
                .get(0);
        assertThatThrownBy(entity::state).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("E-103: an entity deleted since its row was written is left out")
    void deleted_meanwhile() {
        durable.states.put(new Address("entity", "counter", "A"), EntityState.INITIAL);
        assertThat(ids(EntityQuery.named("counter"))).containsExactly("@counter@ab");
    }

    @Test
    @DisplayName("E-103: pages follow one another without gap or overlap")
    void paged() {
        var found = new ArrayList<String>();
        EntityQuery query = EntityQuery.all().withPageSize(3);
        EntityPage page = client.list(query).join();
        found.addAll(ids(page));
        assertThat(page.next()).isPresent();
        page = client.list(query.after(page.nextToken())).join();
        found.addAll(ids(page));
        assertThat(page.next()).isEmpty();
        assertThat(found).containsExactly("@count@a", "@counter@A", "@counter@ab", "@gauge@a");
    }

    @Test
    @DisplayName("E-103: a token has no characters that a URL would mangle")
    void token_is_url_safe() {
        durable.row("counter", "?>~ü", "exists", 9);
        String token = PageTokens.list(new Position("counter", "?>~ü\uD83D\uDE00"));
        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(PageTokens.list(token).key()).isEqualTo("?>~ü\uD83D\uDE00");
    }

    @ParameterizedTest(name = "E-103: the token {0} is refused")
    @ValueSource(
            strings = {
                "",
                "%",
                "abc",
                "{\"v\":2,\"f\":\"list\",\"n\":\"a\",\"k\":\"b\"}",
                "{\"v\":1,\"f\":\"list\"}",
                "{\"v\":1,\"f\":\"history\",\"b\":3}",
                "null",
                "[]"
            })
    void malformed_token(String token) {
        String sent = token.startsWith("{") || token.equals("null") || token.equals("[]")
                ? Base64.getUrlEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8))
                : token;
        assertThat(client.list(EntityQuery.all().after(sent)))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(IllegalArgumentException.class)
                .withMessageContaining("Continuation token: ");
    }

    // History.

    private static final EntityId COUNTER = EntityId.of("counter", "A");

    private void step(long version, int... operations) {
        var log = IntStream.of(operations)
                .mapToObj(n -> new LoggedOperation("op" + n, null, null, "" + n, null))
                .toList();
        durable.steps.add(new Step(
                version,
                NOON.plusSeconds(version),
                log.isEmpty() ? null : new EntityDelta(null, 0, false, 0, List.of(), 1, log, null)));
    }

    @Test
    @DisplayName("History is newest first, within a step too")
    void history() {
        step(1, 1, 2);
        step(2);
        step(3, 3);
        HistoryPage page = client.history(COUNTER, 10, null).join();
        assertThat(page.operations())
                .extracting(OperationRecord::operation, OperationRecord::version)
                .containsExactly(tuple("op3", 3L), tuple("op2", 1L), tuple("op1", 1L));
        assertThat(page.operations().get(0).result().intValue()).isEqualTo(3);
        assertThat(page.next()).isEmpty();
    }

    @Test
    @DisplayName("A page of history may end in the middle of a step")
    void history_paged() {
        step(1, 1, 2);
        step(2, 3, 4, 5);
        step(4, 6);
        var found = new ArrayList<String>();
        String token = null;
        do {
            HistoryPage page = client.history(COUNTER, 2, token).join();
            page.operations().forEach(operation -> found.add(operation.operation()));
            token = page.nextToken();
        } while (token != null);
        assertThat(found).containsExactly("op6", "op5", "op4", "op3", "op2", "op1");
    }

    @Test
    @DisplayName("A token of a list is none of a history")
    void history_token() {
        String token = client.list(EntityQuery.all().withPageSize(1)).join().nextToken();
        assertThat(client.history(COUNTER, 2, token)).isCompletedExceptionally();
    }

    // Cleaning.

    @Test
    @DisplayName("E-105: cleaning removes what is empty, and only that")
    void cleaned() {
        var result = client.cleanStorage(CleanStorageRequest.EVERYTHING).join();
        assertThat(result.emptyEntitiesRemoved()).isEqualTo(1);
        assertThat(durable.rows).hasSize(4);
    }

    @Test
    @DisplayName("E-106: what may still receive a duplicate is not counted as removed")
    void not_reclaimed() {
        durable.unreclaimable.add(new Address("entity", "counter", "b"));
        assertThat(client.cleanStorage(CleanStorageRequest.DEFAULT).join().emptyEntitiesRemoved())
                .isZero();
    }

    @Test
    @DisplayName("E-105: by default one page is looked at, and a token tells where to go on")
    void cleaned_by_page() {
        for (int i = 0; i < 150; i++) {
            durable.row("empty", "k" + i, "absent", i);
        }
        var first = client.cleanStorage(CleanStorageRequest.DEFAULT).join();
        var second = client.cleanStorage(new CleanStorageRequest(true, true, false, first.continuationToken()))
                .join();
        assertThat(first.emptyEntitiesRemoved()).isEqualTo(97); // three of the page exist
        assertThat(second.emptyEntitiesRemoved()).isEqualTo(54);
        assertThat(second.continuationToken()).isNull();
    }

    @Test
    @DisplayName("E-105: cleaning goes on to the end when asked to")
    void cleaned_to_the_end() {
        for (int i = 0; i < 350; i++) {
            durable.row("empty", "k" + i, "absent", i);
        }
        var result = client.cleanStorage(CleanStorageRequest.EVERYTHING).join();
        assertThat(result.emptyEntitiesRemoved()).isEqualTo(351);
        assertThat(result.continuationToken()).isNull();
    }
}
