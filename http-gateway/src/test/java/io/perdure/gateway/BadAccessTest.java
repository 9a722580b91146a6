package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("A request without the right to what it asks for")
class BadAccessTest {
    private static final String[] KEYS = {
        "read-key-of-the-corpus", "operate-key-of-the-corpus", "admin-key-of-the-corpus+/="
    };
    private static GatewayFixture door;
    private static Logged log;

    @BeforeAll
    static void open() {
        log = Logged.everything();
        door = GatewayFixture.start("""
                perdure.http {
                  audit = all, key-in-links = off, cors.allowed-origins = ["https://shop.example"]
                  keys = [
                    { name = reader, role = read, key = "%s" }
                    { name = operator, role = operate, key = "%s" }
                    { name = admin, role = admin, key = "%s" }
                  ]
                }""".formatted((Object[]) KEYS));
        for (String id : new String[] {"live", "done"}) {
            door.post("orchestrators/%s/%s?code=%s".formatted(id.equals("live") ? "Approval" : "Hello", id, KEYS[1]));
        }
    }

    @AfterAll
    static void close() {
        door.close();
        log.close();
    }

    @TestFactory
    @DisplayName("gets the status that auth.txt says, and nothing that helps; no key gets into a log (H-9)")
    Stream<DynamicTest> cases() {
        return Stream.concat(
                BadInput.of("auth").stream().map(input -> DynamicTest.dynamicTest(input.name(), () -> expect(input))),
                Stream.of(DynamicTest.dynamicTest("then no key is in any log", BadAccessTest::noKeyInTheLog)));
    }

    private static void expect(BadInput input) throws IOException {
        RawHttp.Answer answer = RawHttp.exchange(door.port(), input.request());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(input.status());
        assertThat(answer.head() + answer.body()).doesNotContain(KEYS).doesNotContain("\tat ", "akka.http");
        if (input.status() == 401) {
            assertThat(answer.head()).contains("WWW-Authenticate: ");
            assertThat(answer.body())
                    .satisfiesAnyOf(
                            body -> assertThat(body).isEmpty(),
                            body -> assertThat(body).contains("urn:perdure:problem:unauthorized"));
        }
    }

    private static void noKeyInTheLog() {
        assertThat(log.text()).contains("caller=\"operator\"").doesNotContain(KEYS);
    }
}
