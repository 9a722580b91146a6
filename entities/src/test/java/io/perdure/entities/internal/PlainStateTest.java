package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("E-27: fields that JSON cannot see are not part of a plain class's state")
class PlainStateTest {

    private final EntityRegistryImpl registry = new EntityRegistryImpl();

    private List<String> warnings(Class<?> type) {
        try (var log = LogLines.of("io.perdure.entities.Registration")) {
            registry.entity(type);
            return log.texts();
        }
    }

    static class Base {
        private int version;
    }

    static class Hidden extends Base {
        private static int made;
        private transient Object cache;
        private int count;
        protected String label = "";

        public int add(int amount) {
            return count += amount;
        }
    }

    @Test
    @DisplayName("a class with hidden fields alone is refused, naming them and the ways out")
    void refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity(Hidden.class))
                .withMessage("Entity " + Hidden.class.getName()
                        + " would have no state: its fields (count, label, version) are not public and have no getters"
                        + " (expected: public fields, getters with setters, or a class that extends Entity<State>;"
                        + " transient for what is no state).");
    }

    static class Mixed {
        public int items;
        private int hits;
        private transient Object cache;

        @JsonIgnore
        private Object helper;
    }

    @Test
    @DisplayName("one with visible and hidden fields is warned of, once")
    void warned() {
        assertThat(warnings(Mixed.class))
                .containsExactly("WARN Entity " + Mixed.class.getName()
                        + ": these fields are not part of its state, and are gone with the next batch: hits."
                        + " Make them public or give them getters; make them transient if they are no state.");
    }

    static class NoFields {
        public String echo(String text) {
            return text;
        }
    }

    static class Bean {
        private int items;

        public int getItems() {
            return items;
        }

        public void setItems(int items) {
            this.items = items;
        }
    }

    static class Annotated {
        @JsonProperty("n")
        private int number;
    }

    static class Any {
        private final Map<String, Object> values = Map.of();

        @JsonAnyGetter
        public Map<String, Object> values() {
            return values;
        }
    }

    static class Value {
        private int number;

        @JsonValue
        public int value() {
            return number;
        }
    }

    class Inner {
        public int items;
    }

    static class OnlyTransient {
        private final transient Object service = new Object();
    }

    @ParameterizedTest(name = "{0} is taken without a word")
    @ValueSource(classes = {NoFields.class, Bean.class, Annotated.class, Any.class, Value.class, OnlyTransient.class})
    void fine(Class<?> type) {
        assertThat(warnings(type)).isEmpty();
    }

    @Test
    @DisplayName("the reference to an outer object is no field of the user's")
    void inner() {
        registry.entity(Inner.class, Inner::new);
        assertThat(PlainState.of(Inner.class, registry.json()).unseen()).isEmpty();
    }
}
