package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.entities.EntityMetadata;
import io.perdure.entities.EntityPage;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedDoor.class)
@DisplayName("Page by page")
class PagingTest {
    private static final String TOKEN = "x-ms-continuation-token";
    private final GatewayFixture door;

    PagingTest(GatewayFixture door) {
        this.door = door;
    }

    private HttpResponse<String> page(String path, String token) {
        return door.send(door.request(path).header(TOKEN, token));
    }

    private static String next(HttpResponse<String> page) {
        return page.headers().firstValue(TOKEN).orElseThrow();
    }

    private static String token(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("none of the instances that lived throughout is missed or doubled, though others come and go (H-50)")
    void while_others_come() {
        var lived = new ArrayList<String>();
        for (int i = 0; i < 9; i++) {
            lived.add("page-" + i);
            door.post("orchestrators/Echo/page-" + i + "?timeout=10");
        }
        door.post("orchestrators/Echo/page-gone?timeout=10");
        var found = new ArrayList<String>();
        String token = "";
        int round = 0;
        do {
            var page = page("instances?instanceIdPrefix=page-&top=2", token);
            found.addAll(json(page).findValuesAsText("instanceId"));
            token = next(page);
            // Before, between and after those that were seen, by name as well as by time.
            door.post("orchestrators/Echo/page-" + (round++) + "-new?timeout=10");
            door.delete("instances/page-gone");
        } while (!token.isEmpty());

        assertThat(found).doesNotHaveDuplicates().containsAll(lived);
        assertThat(found.stream().filter(lived::contains)).containsExactlyElementsOf(lived);
    }

    @Test
    @DisplayName("the token is there and empty on the last page, also of lists with nothing in them (H-13, H-47)")
    void last_page() {
        for (String path : List.of("instances?instanceIdPrefix=nobody-", "entities/nobody", "entities?top=1000")) {
            var answer = door.get(path);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(next(answer)).as(path).isEmpty();
        }
        assertThat(door.get("instances?instanceIdPrefix=nobody-").body()).isEqualTo("[]");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"instances?instanceIdPrefix=token-", "entities/note", "entities/note/token-0/history"})
    @DisplayName("a token that was cut, changed, or made for another list, is 400 (H-49)")
    void malformed(String list) {
        for (int i = 0; i < 3; i++) {
            door.post("orchestrators/Echo/token-" + i + "?timeout=10");
            door.postJson("entities/note/token-" + i + "?op=set", "1");
            door.post("entities/note/token-0?op=get");
        }
        String good = next(page(list + (list.contains("?") ? "&" : "?") + "top=1", ""));
        String other = list.startsWith("instances")
                ? next(page("entities/note?top=1", ""))
                : next(page("instances?instanceIdPrefix=token-&top=1", ""));

        for (String bad : List.of(
                good.substring(0, good.length() / 2),
                good + good,
                "!" + good,
                other,
                token("null"),
                token("{}"),
                token("[]"),
                token("{\"v\":1}"),
                token("{\"v\":2,\"f\":\"instances\",\"n\":\"\",\"k\":\"a\",\"c\":\"2020-01-01T00:00:00Z\"}"),
                token("{\"v\":1,\"f\":\"instances\",\"n\":\"\",\"k\":\"a\",\"c\":\"soon\"}"),
                token("{\"v\":1,\"f\":\"instances\",\"n\":\"\",\"k\":\"a\",\"c\":\"+1000000000-12-31T23:59:59Z\"}"),
                token("{\"v\":1,\"f\":\"instances\",\"n\":\"\\u0000\",\"k\":\"a\",\"c\":\"2020-01-01T00:00:00Z\"}"),
                token("{\"v\":1,\"f\":\"instances\",\"n\":\"\",\"k\":\"\\u0000\",\"c\":\"2020-01-01T00:00:00Z\"}"),
                token("{\"v\":1,\"f\":\"list\",\"n\":\"note\",\"k\":\"a\\u0000\"}"),
                token("{\"v\":1,\"f\":\"list\",\"n\":\"note\",\"k\":\"\\ud800\"}"),
                token("{\"v\":1,\"f\":\"history\",\"b\":-1,\"o\":0}"),
                token("{\"v\":1,\"f\":\"history\",\"b\":1,\"o\":-1}"))) {
            assertThat(page(list, bad).statusCode()).as(bad).isEqualTo(400);
        }
        assertThat(page(list, good).statusCode()).isEqualTo(200);
    }

    private static EntityPage emptyWithMore() {
        return new EntityPage(List.of(), "more");
    }

    @Test
    @DisplayName("an empty page of entities with more to come is looked past before the caller is asked to (H-101)")
    void looked_past() {
        var asked = new AtomicInteger();
        var note = new EntityMetadata(EntityId.of("note", "a"), Instant.EPOCH, 0, null, true, false, null);
        var sparse = new ScriptedEntities(() -> CompletableFuture.completedFuture(
                asked.incrementAndGet() < 4 ? emptyWithMore() : new EntityPage(List.of(note), null)));
        try (var scripted = GatewayFixture.start(sparse)) {
            var answer = scripted.get("entities");

            assertThat(json(answer)).hasSize(1);
            assertThat(next(answer)).isEmpty();
            assertThat(asked).hasValue(4);
        }
    }

    @ParameterizedTest(name = "answers come at once: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("when it stays empty the caller gets it, with the token to go on (H-13, H-101)")
    void stays_empty(boolean atOnce) {
        var empty = new ScriptedEntities(() -> atOnce
                ? CompletableFuture.completedFuture(emptyWithMore())
                : CompletableFuture.supplyAsync(PagingTest::emptyWithMore));
        try (var scripted = GatewayFixture.start(empty)) {
            var answer = scripted.get("entities");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("[]");
            assertThat(next(answer)).isEqualTo("more");
        }
    }
}
