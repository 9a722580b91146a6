package io.perdure.gateway.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.gateway.campaign.Violation.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is left of a run is wrong")
class RestTest {
    private static final Map<String, Long> HEAPS = Map.of("node 0", 90L, "node 1", 100L);

    private static void wrong(Rest rest, String... words) {
        assertThat(rest.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.rule()).isEqualTo(Rule.LEFT_OVER);
            assertThat(violation.what()).contains(words);
        });
    }

    @Test
    @DisplayName("not, when nobody is at work, nothing grows, and every row and byte has its reason")
    void right() {
        assertThat(new Rest(List.of(), 0, List.of(), 100, HEAPS).violations()).isEmpty();
    }

    @Test
    @DisplayName("when an instance is at work for ever")
    void active() {
        wrong(new Rest(List.of("@ledger@a"), 0, List.of(), 100, HEAPS), "@ledger@a");
    }

    @Test
    @DisplayName("when the journal grows though nothing happens")
    void growth() {
        wrong(new Rest(List.of(), 3, List.of(), 100, HEAPS), "3 events");
    }

    @Test
    @DisplayName("when there is an instance that nobody made")
    void instances() {
        wrong(new Rest(List.of(), 0, List.of("@ledger@x"), 100, HEAPS), "nobody made", "@ledger@x");
    }

    @Test
    @DisplayName("when a node needs more memory than before")
    void heap() {
        wrong(new Rest(List.of(), 0, List.of(), 99, HEAPS), "node 1", "100 bytes", "99");
    }
}
