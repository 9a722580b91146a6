package io.perdure.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityIdTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    @DisplayName("E-2: names are equal whatever their case")
    void name_ignores_case() {
        assertThat(EntityId.of("Counter", "a"))
                .isEqualTo(EntityId.of("counter", "a"))
                .hasToString("@counter@a");
    }

    @Test
    @DisplayName("E-2: lower-casing a name does not depend on the locale")
    void name_ignores_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(EntityId.of("TITLE", "").name()).isEqualTo("title");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    @DisplayName("E-2: a name is not empty")
    void name_not_empty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntityId.of("", "a"))
                .withMessageContaining("Entity name: \"\"");
    }

    @Test
    @DisplayName("E-3: a name has no '@'")
    void name_without_at() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntityId.of("a@b", "c"))
                .withMessageContaining("no '@'");
    }

    @Test
    @DisplayName("E-4: keys keep their case")
    void key_keeps_case() {
        assertThat(EntityId.of("counter", "A")).isNotEqualTo(EntityId.of("counter", "a"));
    }

    @Test
    @DisplayName("E-4: a key may be empty")
    void key_may_be_empty() {
        assertThat(EntityId.of("counter", "").text()).isEqualTo("@counter@");
    }

    @Test
    @DisplayName("E-4: a key is not null")
    void key_not_null() {
        assertThatThrownBy(() -> EntityId.of("counter", null)).hasMessageContaining("Entity key: null");
    }

    @ParameterizedTest(name = "E-5: a key has no {0}")
    @ValueSource(strings = {"a/b", "a\\b", "a#b", "a?b", "a\u0000b", "a\u001fb", "a\u007fb", "a\u009fb"})
    void key_without_forbidden_characters(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntityId.of("counter", key))
                .withMessageContaining("expected: no '/', '\\', '#', '?' or control characters")
                .withMessageNotContaining("\u0000");
    }

    @Test
    @DisplayName("E-5: a key may have '@'")
    void key_may_have_at() {
        assertThat(EntityId.of("counter", "a@b").text()).isEqualTo("@counter@a@b");
    }

    @Test
    @DisplayName("E-6: the second '@' ends the name, the rest is the key")
    void parses_text() {
        assertThat(EntityId.parse("@Counter@a@b")).isEqualTo(EntityId.of("counter", "a@b"));
    }

    @ParameterizedTest(name = "E-6: \"{0}\" is no id")
    @ValueSource(strings = {"", "@", "counter@a", "@counter", "@@a"})
    void refuses_other_text(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EntityId.parse(text))
                .withMessageContaining("@name@key");
    }

    @Test
    @DisplayName("E-7: ids are ordered by name, then key, by code unit")
    void ordered() {
        assertThat(Stream.of("@b@a", "@a@b", "@a@B", "@a@").map(EntityId::parse).sorted())
                .extracting(EntityId::text)
                .containsExactly("@a@", "@a@B", "@a@b", "@b@a");
    }

    @Test
    @DisplayName("E-8: as JSON an id is an object")
    void written_as_object() throws Exception {
        assertThat(json.writeValueAsString(EntityId.of("counter", "a")))
                .isEqualTo("{\"name\":\"counter\",\"key\":\"a\"}");
    }

    @ParameterizedTest(name = "E-8: {0} is read as an id")
    @ValueSource(strings = {"{\"name\":\"Counter\",\"key\":\"a\"}", "\"@counter@a\""})
    void read_from_both_forms(String text) throws Exception {
        assertThat(json.readValue(text, EntityId.class)).isEqualTo(EntityId.of("counter", "a"));
    }

    @Test
    @DisplayName("E-8: JSON of another shape is refused with what was expected")
    void other_json_refused() {
        assertThatThrownBy(() -> json.readValue("{\"name\":\"counter\"}", EntityId.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining("expected: {\"name\": text, \"key\": text}");
    }
}
