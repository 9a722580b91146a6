package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.node.NodeHttp.Answer;
import io.perdure.gateway.node.NodeHttp.RawJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Bad input to a node with the real engine")
class BadInputIT {
    private NodeProcess node;
    private NodeHttp http;

    @BeforeAll
    void start(@TempDir Path directory) {
        node = NodeProcess.start(
                List.of(
                        "--port", "0",
                        "--data", directory.resolve("data").toString(),
                        "--modules", ModuleDirectory.in(directory).toString()),
                Map.of());
        http = new NodeHttp(node.url());
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @DisplayName("an operation that fails leaves neither state nor signal, and the next one runs (E-26, E-60, E-65)")
    @CsvSource({
        "addThenFail, no luck with 5",
        "addThenOverflow, ",
        "addCycle, ",
        "addUnspeakable, unspeakable",
        "answerCycle, ",
    })
    void failing_operations(String operation, String message) {
        assertThat(call(operation, "add", 2))
                .extracting(Answer::status, Answer::body)
                .containsExactly(200, "2");

        Answer failed = call(operation, operation, 5);
        assertThat(failed.status()).as(failed.toString()).isEqualTo(422);
        assertThat(failed.json().path("errorMessage").asText()).contains(message == null ? "" : message);
        assertThat(failed.body()).doesNotContain("\\tat ");
        assertThat(NodeHttp.now(http.signal("Trouble", operation, operation, 5, null))
                        .status())
                .isEqualTo(202);

        assertThat(call(operation, "add", 1).body()).isEqualTo("3");
        assertThat(http.state("Trouble", operation).json().path("count").asInt())
                .isEqualTo(3);
        assertThat(http.state("Ledger", "trouble-" + operation).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("an operation that blocks holds up neither other entities nor reads of its own (E-113)")
    void blocking_operation() throws Exception {
        try (var gate = new Gate()) {
            call("blocked", "add", 1);
            var blocked = http.call("Trouble", "blocked", "addAtGate", gate.port(), null);
            var held = gate.arrival();

            assertThat(http.state("Trouble", "blocked").json().path("count").asInt())
                    .isEqualTo(1);
            for (int i = 0; i < 50; i++) {
                assertThat(call("other-" + i, "add", 1).status()).isEqualTo(200);
            }
            assertThat(blocked).isNotDone();
            held.close();

            assertThat(NodeHttp.now(blocked).body()).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @DisplayName("what is wrong with a request is said with its status")
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | Nobody/a?op=add      | 1     | Nobody",
                "404 | Nobody/a/call?op=add | 1     | Nobody",
                "404 | Trouble/a/call?op=no | 1     | no",
                "422 | Trouble/a/call?op=add| \"x\" | add",
                "422 | Trouble/a/call?op=add| {}    | add",
                "400 | Trouble/a?op=add     | {     | JSON",
                "400 | Trouble/a%2Fb?op=add | 1     | /",
                "202 | Trouble/a?op=no      | 1     | ",
            })
    void bad_requests(int status, String path, String body, String named) {
        Answer answer = NodeHttp.now(http.post(path.trim(), new RawJson(body), null));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.body()).contains(named == null ? "" : named).doesNotContain("\\tat ");
    }

    @Test
    @DisplayName("a body beyond the limit is refused, and nothing happened")
    void oversize() {
        Answer answer = NodeHttp.now(http.post("Trouble/big?op=add", new RawJson("1".repeat((1 << 20) + 1)), null));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(http.state("Trouble", "big").status()).isEqualTo(404);
    }

    private Answer call(String key, String operation, int amount) {
        return NodeHttp.now(http.call("Trouble", key, operation, amount, null));
    }
}
