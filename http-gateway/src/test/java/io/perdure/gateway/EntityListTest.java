package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Lists of entities")
class EntityListTest {
    private static final String TOKEN = "x-ms-continuation-token";
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start("perdure.http.max-page-size = 3");
        for (int i = 0; i < 5; i++) {
            door.postJson("entities/Counter/k" + i + "?op=add", "1");
        }
        door.postJson("entities/note/n?op=set", "{\"a\":1}");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    @DisplayName("H-99: ids, times and, when asked for, states")
    void items() throws JsonProcessingException {
        JsonNode plain = json(door.get("entities/NOTE")).path(0);
        JsonNode full = json(door.get("entities/note/?fetchState=True")).path(0);

        assertThat(plain.path("entityId").toString()).isEqualTo("{\"name\":\"note\",\"key\":\"n\"}");
        assertThat(plain.has("state")).isTrue();
        assertThat(plain.path("state").isNull()).isTrue();
        assertThat(full.path("state").toString()).isEqualTo("{\"a\":1}");
        assertThat(Instant.parse(plain.path("lastOperationTime").textValue())).isBefore(Instant.now());
    }

    @Test
    @DisplayName("H-12: times are UTC with at most seven digits of a second")
    void times() throws JsonProcessingException {
        assertThat(json(door.get("entities/note"))
                        .path(0)
                        .path("lastOperationTime")
                        .textValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?Z");
    }

    @Test
    @DisplayName("H-13: the token leads through all pages, and is there but empty on the last")
    void pages() throws JsonProcessingException {
        List<String> keys = new ArrayList<>();
        String token = "";
        do {
            var page = door.send(door.request("entities/counter?top=2").header(TOKEN, token));
            keys.addAll(json(page).findValuesAsText("key"));
            token = page.headers().firstValue(TOKEN).orElseThrow();
        } while (!token.isEmpty());

        assertThat(keys).containsExactly("k0", "k1", "k2", "k3", "k4");
    }

    @Test
    @DisplayName("H-10, H-99: a page size that is none means the default, one that is too large the largest")
    void page_size() throws JsonProcessingException {
        assertThat(json(door.get("entities?top=many"))).hasSize(3);
        assertThat(json(door.get("entities?top=0"))).hasSize(3);
        assertThat(json(door.get("entities?top=1000000"))).hasSize(3);
        assertThat(json(door.get("entities?top=1"))).hasSize(1);
    }

    @Test
    @DisplayName("H-99: nothing found is an empty array")
    void nothing() {
        var answer = door.get("entities/nobody");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
        assertThat(answer.headers().firstValue(TOKEN)).contains("");
    }

    @Test
    @DisplayName("H-10, H-99: bounds in time; a date without an offset is UTC, one that is none is ignored")
    void bounds() throws JsonProcessingException {
        assertThat(json(door.get("entities/note?lastOperationTimeFrom=2999-01-01")))
                .isEmpty();
        assertThat(json(door.get("entities/note?lastOperationTimeTo=2001-01-01T00:00:00")))
                .isEmpty();
        assertThat(json(door.get("entities/note?lastOperationTimeFrom=2001-01-01T00:00:00+02:00")))
                .hasSize(1);
        assertThat(json(door.get("entities/note?lastOperationTimeTo=yesterday")))
                .hasSize(1);
    }

    private static JsonNode json(HttpResponse<String> answer) throws JsonProcessingException {
        return new ObjectMapper().readTree(answer.body());
    }
}
