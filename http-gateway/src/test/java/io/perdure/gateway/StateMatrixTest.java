package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole table of §8, each cell on an instance of its own. */
@ExtendWith(SharedDoor.class)
@DisplayName("What a command is answered with depends on the status")
class StateMatrixTest {
    private static final String SAME_ID = "restart?restartWithNewInstanceId=false";
    private final GatewayFixture door;

    StateMatrixTest(GatewayFixture door) {
        this.door = door;
    }

    @ParameterizedTest(
            name =
                    "{0}: unknown {1}, pending {2}, running {3}, suspended {4}, completed {5}, failed {6}, terminated {7}")
    @CsvSource({
        "H-57 terminate,       404, 202, 202, 202, 410, 410, 410",
        "H-58 suspend,         404, 202, 202, 202, 410, 410, 410",
        "H-59 resume,          404, 202, 202, 202, 410, 410, 410",
        "H-60 raiseEvent/odd,  404, 202, 202, 202, 410, 410, 410",
        "H-61 rewind,          404, 412, 412, 412, 410, 202, 410",
        "H-62 restart,         400, 202, 202, 202, 202, 202, 202",
        "H-62 " + SAME_ID + ", 400, 409, 409, 409, 202, 202, 202"
    })
    @DisplayName("as the table says, with a body only where it says what is wrong (H-57 … H-62)")
    void table(
            String command,
            int unknown,
            int pending,
            int running,
            int suspended,
            int completed,
            int failed,
            int terminated) {
        String operation = command.substring(command.indexOf(' ') + 1);

        assertAnswer("Unknown", operation, unknown);
        assertAnswer("Pending", operation, pending);
        assertAnswer("Running", operation, running);
        assertAnswer("ContinuedAsNew", operation, running);
        assertAnswer("Suspended", operation, suspended);
        assertAnswer("Completed", operation, completed);
        assertAnswer("Failed", operation, failed);
        assertAnswer("Terminated", operation, terminated);
    }

    private void assertAnswer(String status, String operation, int code) {
        String id = "matrix-" + status + "-" + operation.replaceAll("[^A-Za-z]", "");
        bring(id, status);

        HttpResponse<String> answer = door.postJson("instances/" + id + "/" + operation, "1");

        assertThat(answer.statusCode())
                .as("%s of one that is %s", operation, status)
                .isEqualTo(code);
        if (code == 400 || code == 409 || code == 412) {
            assertThat(json(answer).path("Message").asText()).isNotBlank();
        } else if (operation.startsWith("restart")) {
            assertThat(json(answer).path("id").asText().equals(id)).isEqualTo(operation.equals(SAME_ID));
        } else {
            assertThat(answer.body()).isEmpty();
        }
        door.post("instances/" + id + "/terminate");
    }

    private void bring(String id, String status) {
        switch (status) {
            case "Pending" -> {
                door.post("orchestrators/Quiet/" + id + "?startAt="
                        + Instant.now().plusSeconds(3_600));
                door.awaitStatus(id, "Pending");
            }
            case "Running" -> start(id, "Quiet");
            case "ContinuedAsNew" -> start(id, "Endless");
            case "Suspended" -> {
                start(id, "Quiet");
                door.post("instances/" + id + "/suspend");
                door.awaitStatus(id, "Suspended");
            }
            case "Completed" -> door.post("orchestrators/Echo/" + id + "?timeout=10");
            case "Failed" -> door.post("orchestrators/Broken/" + id + "?timeout=10");
            case "Terminated" -> {
                start(id, "Quiet");
                door.post("instances/" + id + "/terminate");
                door.awaitStatus(id, "Terminated");
            }
            default -> assertThat(status).isEqualTo("Unknown");
        }
    }

    private void start(String id, String orchestrator) {
        door.post("orchestrators/" + orchestrator + "/" + id);
        door.awaitStatus(id, "Running");
    }
}
