package io.perdure.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An address (DESIGN §3, E-7)")
class AddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"entity@Counter@a", "entity@Counter@", "orchestration@@id", "entity@Mail@me@home@work"})
    @DisplayName("is the same after its text was parsed")
    void round_trip(String text) {
        assertThat(Address.parse(text).text()).isEqualTo(text);
    }

    @Test
    @DisplayName("may have an '@' in its key only")
    void key_with_at() {
        assertThat(Address.parse("entity@Mail@me@home")).isEqualTo(new Address("entity", "Mail", "me@home"));
        assertThatThrownBy(() -> new Address("entity", "Ma@il", "x")).hasMessageContaining("'Ma@il'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "entity", "entity@Counter", "@Counter@a"})
    @DisplayName("is refused with the text and the form that was expected")
    void refused(String text) {
        assertThatThrownBy(() -> Address.parse(text)).hasMessageContaining('"' + text + '"');
    }

    /** Changing a slice moves instances away from the rows that they have in every store. */
    @ParameterizedTest
    @CsvSource({"entity@Counter@a,736", "entity@Counter@,417", "orchestration@@0,591", "entity@Ünï@ключ,698"})
    @DisplayName("has a slice that never changes")
    void slices(String text, int slice) {
        assertThat(Address.parse(text).slice()).isEqualTo(slice);
    }

    @Test
    @DisplayName("sorts by kind, name and key, code unit by code unit")
    void order() {
        var sorted = Stream.of("b@a@a", "a@b@a", "a@a@b", "a@a@B", "a@a@", "a@@z")
                .map(Address::parse)
                .sorted()
                .map(Address::text);

        assertThat(sorted).containsExactly("a@@z", "a@a@", "a@a@B", "a@a@b", "a@b@a", "b@a@a");
    }
}
