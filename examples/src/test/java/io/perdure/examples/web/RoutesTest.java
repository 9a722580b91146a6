package io.perdure.examples.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.examples.ExamplesNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Routes of a module, in a node")
class RoutesTest {
    private static final String PERSON =
            "{\"firstName\": \"Ada\", \"lastName\": \"Lovelace\", \"email\": \"ada@example.org\"}";
    private static final String ANALYST = "/api/profiles/ada/certifications/8a2f6c1e-55d0-4b7e-9d43-0c6a1be7f210";

    @RegisterExtension
    static final ExamplesNode NODE = new ExamplesNode();

    @Test
    @DisplayName("a cart: lines are added and removed, and the cart is read")
    void cart() {
        assertThat(NODE.send("GET", "/api/carts/ann", "").body()).isEqualTo("{\"quantities\":{}}");

        assertThat(status("POST", "/api/carts/ann/lines", "{\"product\": \"green tea\", \"quantity\": 2}"))
                .isEqualTo(204);
        assertThat(status("POST", "/api/carts/ann/lines", "{\"product\": \"cup\", \"quantity\": 1}"))
                .isEqualTo(204);
        assertThat(NODE.send("GET", "/api/carts/ann", "").body())
                .isEqualTo("{\"quantities\":{\"green tea\":2,\"cup\":1}}");
        assertThat(status("DELETE", "/api/carts/ann/lines/green%20tea", "")).isEqualTo(204);
        assertThat(status("DELETE", "/api/carts/ann/lines/green%20tea", "")).isEqualTo(404);
    }

    @Test
    @DisplayName("a cart: what the entity refuses is 422, what is no line 400, and neither changes anything")
    void refused_line() {
        HttpResponse<String> negative =
                NODE.send("POST", "/api/carts/bob/lines", "{\"product\": \"tea\", \"quantity\": -1}");

        assertThat(negative.statusCode()).isEqualTo(422);
        assertThat(negative.body()).contains("Quantity of 'tea': -1");
        assertThat(status("POST", "/api/carts/bob/lines", "{\"product\": 7")).isEqualTo(400);
        assertThat(NODE.send("GET", "/api/carts/bob", "").body()).isEqualTo("{\"quantities\":{}}");
    }

    @Test
    @DisplayName("a profile: made, changed, and given certifications under their ids")
    void profile() {
        assertThat(status("GET", "/api/profiles/ada", "")).isEqualTo(404);
        assertThat(status("PUT", ANALYST, "{\"name\": \"Analyst\", \"issuedOn\": \"2026-05-04\"}"))
                .as("nobody there to certify")
                .isEqualTo(404);

        assertThat(status("PUT", "/api/profiles/ada", PERSON)).isEqualTo(204);
        assertThat(status("PUT", ANALYST, "{\"name\": \"Analyst\", \"issuedOn\": \"2026-05-04\"}"))
                .isEqualTo(204);
        assertThat(status("PUT", "/api/profiles/ada", PERSON.replace("ada@", "countess@")))
                .isEqualTo(204);
        assertThat(NODE.send("GET", "/api/profiles/ada", "").body())
                .contains("countess@example.org", "\"name\":\"Analyst\",\"issuedOn\":\"2026-05-04\"");
        assertThat(status("DELETE", ANALYST, "")).isEqualTo(204);
        assertThat(status("DELETE", ANALYST, "")).isEqualTo(404);
        assertThat(status("DELETE", "/api/profiles/ada/certifications", "")).isEqualTo(404);
    }

    private static int status(String method, String path, String json) {
        return NODE.send(method, path, json).statusCode();
    }
}
