package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory of requests (DESIGN §3.1)")
class RequestLogTest {

    @Test
    @DisplayName("gives the first answer to a retry")
    void answers() {
        var log = RequestLog.EMPTY.with(List.of(entry("a", 1)), 10, 0);

        assertThat(log.answer("a")).isEqualTo(Response.of("\"a\""));
        assertThat(log.answer("b")).isNull();
    }

    @Test
    @DisplayName("drops the oldest beyond its number")
    void bounded_in_number() {
        var log = RequestLog.EMPTY.with(List.of(entry("a", 1), entry("b", 2), entry("c", 3)), 2, 0);

        assertThat(log.answers()).containsOnlyKeys("b", "c");
        assertThat(log.order()).hasSize(2);
    }

    @Test
    @DisplayName("drops what is older than its time")
    void bounded_in_age() {
        var log = RequestLog.EMPTY.with(List.of(entry("a", 1)), 10, 0).with(List.of(entry("b", 9)), 10, 5);

        assertThat(log.answers()).containsOnlyKeys("b");
    }

    @Test
    @DisplayName("knows when the youngest was answered")
    void youngest() {
        assertThat(RequestLog.EMPTY.youngest()).isZero();
        assertThat(RequestLog.EMPTY
                        .with(List.of(entry("a", 1), entry("b", 2)), 10, 0)
                        .youngest())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("gives a request that was taken its answer when that comes, also after it was read back")
    void answered_later() {
        var taken = RequestLog.EMPTY.with(List.of(new RequestLog.Entry("a", 1, Response.LATER)), 10, 0);
        assertThat(taken.answer("a")).isEqualTo(Response.LATER);

        var answered = taken.with(List.of(entry("a", 2)), 10, 0);

        assertThat(answered.answer("a")).isEqualTo(Response.of("\"a\""));
        assertThat(RequestLog.EMPTY.with(answered.order(), 10, 0)).isEqualTo(answered);
    }

    @Test
    @DisplayName("keeps an answer for its own time, though the request was taken long before")
    void answered_later_ages() {
        var log = RequestLog.EMPTY
                .with(List.of(new RequestLog.Entry("a", 1, Response.LATER)), 10, 0)
                .with(List.of(entry("a", 9)), 10, 5);

        assertThat(log.answer("a")).isEqualTo(Response.of("\"a\""));
        assertThat(log.with(List.of(entry("b", 20)), 10, 10).answer("a")).isNull();
    }

    private static RequestLog.Entry entry(String id, long at) {
        return new RequestLog.Entry(id, at, Response.of('"' + id + '"'));
    }
}
