package io.perdure.gateway;

import static io.perdure.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of §12 as it stands, row by row; what each means is in the tests of its rule. Keys have tests of their own. */
@ExtendWith(SharedDoor.class)
@DisplayName("The summary of status codes")
class StatusSummaryTest {
    private final GatewayFixture door;

    StatusSummaryTest(GatewayFixture door) {
        this.door = door;
    }

    @BeforeEach
    void instances() {
        if (door.get("instances/sum-done").statusCode() == 404) {
            door.post("orchestrators/Echo/sum-done?timeout=10");
            door.post("orchestrators/Broken/sum-failed?timeout=10");
            door.post("orchestrators/Quiet/sum-live");
            door.awaitStatus("sum-live", "Running");
        }
        door.post("orchestrators/Echo/sum-purge?timeout=10");
    }

    @ParameterizedTest(name = "{0}: {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            nullValues = "-",
            value = {
                "start ok                | POST   | orchestrators/Echo                                   | -    | 202 | link",
                "start, wait finished    | POST   | orchestrators/Echo?timeout=10                        | 7    | 200 | 7",
                "start, wait timed out   | POST   | orchestrators/Quiet?timeout=0.1                      | -    | 202 | link",
                "start bad JSON          | POST   | orchestrators/Echo                                   | {    | 400 | message",
                "start unknown function  | POST   | orchestrators/Nobody                                 | -    | 400 | message",
                "start bad id            | POST   | orchestrators/Echo/@a                                | -    | 400 | message",
                "start interval > timeout| POST   | orchestrators/Echo?timeout=1&pollingInterval=2       | -    | 400 | message",
                "start live id           | POST   | orchestrators/Echo/sum-live                          | -    | 409 | message",
                "GET live                | GET    | instances/sum-live                                   | -    | 202 | status",
                "GET terminal            | GET    | instances/sum-done                                   | -    | 200 | status",
                "GET failed + flag       | GET    | instances/sum-failed?returnInternalServerErrorOnFailure=true | - | 500 | status",
                "GET failed              | GET    | instances/sum-failed                                 | -    | 200 | status",
                "GET unknown             | GET    | instances/sum-nobody                                 | -    | 404 | ''",
                "list no match           | GET    | instances?instanceIdPrefix=sum-nobody                | -    | 200 | []",
                "purge one ok            | DELETE | instances/sum-purge                                  | -    | 200 | {\"instancesDeleted\":1}",
                "purge one unknown       | DELETE | instances/sum-nobody                                 | -    | 404 | ''",
                "purge one live          | DELETE | instances/sum-live                                   | -    | 200 | {\"instancesDeleted\":0}",
                "purge many none         | DELETE | instances?createdTimeFrom=9000-01-01                 | -    | 404 | ''",
                "purge many no from      | DELETE | instances                                            | -    | 400 | string",
                "control unknown         | POST   | instances/sum-nobody/suspend                         | -    | 404 | ''",
                "control finished        | POST   | instances/sum-done/suspend                           | -    | 410 | ''",
                "restart unknown         | POST   | instances/sum-nobody/restart                         | -    | 400 | message",
                "restart finished        | POST   | instances/sum-done/restart                           | -    | 202 | link",
                "raiseEvent wrong type   | POST   | instances/sum-live/raiseEvent/x                      | text | 400 | message",
                "raiseEvent bad JSON     | POST   | instances/sum-live/raiseEvent/x                      | {    | 400 | message",
                "rewind live             | POST   | instances/sum-live/rewind                            | -    | 412 | message",
                "entity GET absent       | GET    | entities/counter/sum-nobody                          | -    | 404 | ''",
                "entity POST             | POST   | entities/counter/sum?op=add                          | 1    | 202 | ''",
                "entity DELETE           | DELETE | entities/counter/sum                                 | -    | 202 | ''",
                "entity bad JSON         | POST   | entities/counter/sum?op=add                          | {    | 400 | message",
                "entity unknown type     | POST   | entities/nobody/sum?op=add                           | 1    | 404 | message",
                "wrong method            | PUT    | instances/sum-live                                   | -    | 404 | ''",
                "unknown path            | GET    | nowhere                                              | -    | 404 | ''"
            })
    @DisplayName("is kept (H-109)")
    void kept(String row, String method, String path, String body, int status, String shape) {
        var request = door.request(path)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !body.equals("text")) {
            request.header("Content-Type", "application/json");
        }

        var answer = door.send(request);

        assertThat(answer.statusCode()).isEqualTo(status);
        switch (shape) {
            case "link" ->
                assertThat(json(answer).path("statusQueryGetUri").asText()).isNotEmpty();
            case "message" -> assertThat(json(answer).path("Message").asText()).isNotBlank();
            case "status" ->
                assertThat(json(answer).path("runtimeStatus").asText()).isNotBlank();
            case "string" -> assertThat(json(answer).isTextual()).isTrue();
            default -> assertThat(answer.body()).isEqualTo(shape);
        }
    }
}
