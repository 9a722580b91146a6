package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The description of the API")
class ApiDocsTest {
    private static GatewayFixture door;

    @BeforeAll
    static void open() {
        door = GatewayFixture.start("perdure.http.key = \"key-0123456789-key\"");
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    @DisplayName("is OpenAPI 3.1 at /openapi.json, for everybody")
    void served() {
        var answer = door.get("/openapi.json");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(json(answer).path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(json(answer)).isEqualTo(ApiDocs.description());
    }

    @Test
    @DisplayName("has no reference that leads nowhere, no operation without words, and no id twice")
    void whole() {
        JsonNode description = ApiDocs.description();
        var ids = new ArrayList<String>();
        for (JsonNode reference : description.findValues("$ref")) {
            assertThat(description.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        for (JsonNode path : description.path("paths")) {
            for (var operation : path.properties()) {
                if (!operation.getKey().equals("parameters")) {
                    ids.add(operation.getValue().path("operationId").asText());
                    assertThat(operation.getValue().path("summary").asText()).isNotBlank();
                    assertThat(operation.getValue().path("responses")).isNotEmpty();
                }
            }
        }
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(20);
    }

    @Test
    @DisplayName("is a page at /docs/ whose parts all come from this node")
    void page() {
        var page = door.get("/docs/");

        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'");
        var parts = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page.body());
        int found = 0;
        while (parts.find()) {
            if (!parts.group(1).startsWith("data:")) {
                found++;
                URI part = URI.create("/docs/").resolve(parts.group(1));
                assertThat(door.get(part.getPath()).statusCode())
                        .as(parts.group(1))
                        .isEqualTo(200);
            }
        }
        assertThat(found).isEqualTo(4);
    }

    @Test
    @DisplayName("is found without the final slash, too, and has no other files")
    void paths() {
        assertThat(door.get("/docs").headers().firstValue("Location")).hasValue("docs/");
        assertThat(door.get("/docs/index.js").statusCode()).isEqualTo(404);
        assertThat(door.get("/docs/..%2fopenapi.yaml").statusCode()).isEqualTo(404);
        assertThat(door.post("/openapi.json").statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("is not there when it is switched off")
    void off() {
        try (var quiet = GatewayFixture.start("perdure.http.docs = off")) {
            assertThat(quiet.get("/openapi.json").statusCode()).isEqualTo(404);
            assertThat(quiet.get("/docs/").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @DisplayName("is what all other tests hold answers against; that it is finds what is planted here")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    GET    | instances/a            | 418 |                     | {}                      | no such status
                    GET    | instances/a            | 200 | application/json    | {"name":"a"}            | required
                    GET    | instances/a            | 200 | text/plain          | {}                      | a body of type
                    GET    | instances              | 200 | application/json    | []                      | no header x-ms-cont
                    POST   | instances/a/terminate  | 202 | application/json    | {}                      | a body
                    DELETE | instances/a            | 200 | application/json    | {"instancesDeleted":-1} | minimum
                    DELETE | instances/a            | 200 | application/json    |                         | no body
                    PUT    | instances/a            | 200 | application/json    | {}                      | no such operation
                    GET    | Entities/a/b/history/  | 400 | application/json    | {"Message":"no"}        | a body of type
                    """)
    void planted(String method, String path, int status, String type, String body, String found) {
        var headers =
                HttpHeaders.of(type == null ? Map.of() : Map.of("Content-Type", List.of(type)), (name, value) -> true);

        String problem = ApiDescription.INSTANCE.problem(
                method,
                URI.create("http://node" + GatewayFixture.BASE + path),
                status,
                headers,
                body == null ? "" : body);

        assertThat(problem).contains(found);
    }
}
