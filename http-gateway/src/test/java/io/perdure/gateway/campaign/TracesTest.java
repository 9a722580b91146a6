package io.perdure.gateway.campaign;

import static io.perdure.gateway.campaign.Given.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.perdure.gateway.campaign.Trace.Hold;
import io.perdure.gateway.campaign.Trace.Timer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A trace, read from the history of an instance, has")
class TracesTest {
    private static Trace trace(String... items) throws JsonProcessingException {
        return Traces.of("i", Doors.JSON.readTree("{\"historyEvents\":[" + String.join(",", items) + "]}"));
    }

    private static String item(int second, String type, String rest) {
        return "{\"EventType\":\"%s\",\"Timestamp\":\"%s\"%s}".formatted(type, at(second), rest);
    }

    @Test
    @DisplayName("each lock from its grant to its return, or to the end if it was not given back before")
    void locks() throws JsonProcessingException {
        var trace = trace(
                item(1, "EntityLockRequested", ",\"RequestId\":\"7\",\"LockSet\":[\"@purse@p\",\"@purse@q\"]"),
                item(2, "EntityLockGranted", ",\"RequestId\":\"7\""),
                item(3, "EntityUnlockSent", ",\"RequestId\":\"7\""),
                item(4, "EntityLockRequested", ",\"RequestId\":\"8\",\"LockSet\":[\"@purse@p\"]"),
                item(5, "EntityLockGranted", ",\"RequestId\":\"8\""),
                item(6, "ExecutionCompleted", ""));

        assertThat(trace.holds())
                .containsExactly(
                        new Hold("@purse@p", at(2), at(3)),
                        new Hold("@purse@q", at(2), at(3)),
                        new Hold("@purse@p", at(5), at(6)));
        assertThat(trace.ends()).isEqualTo(1);
    }

    @Test
    @DisplayName("each timer with the time at which it fired, if it did")
    void timers() throws JsonProcessingException {
        String due = ",\"FireAt\":\"%s\"".formatted(at(9));
        String later = ",\"FireAt\":\"%s\"".formatted(at(12));

        assertThat(trace(item(1, "TimerCreated", due), item(1, "TimerCreated", later), item(10, "TimerFired", due))
                        .timers())
                .containsExactly(new Timer(at(9), at(10)), new Timer(at(12), null));
    }
}
