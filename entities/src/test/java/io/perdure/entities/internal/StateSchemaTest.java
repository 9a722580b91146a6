package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.perdure.entities.EntityFunction;
import io.perdure.entities.StateSchema;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StateSchemaTest {

    static class Profile {
        public String name = "";
        public int visits;

        public int visit() {
            return ++visits;
        }
    }

    private static final EntityFunction GET = context -> context.state(JsonNode.class);

    private static EntityFixture function(StateSchema schema, String json, int version) {
        return EntityFixture.of(GET, schema).withState(json, version);
    }

    private static EntityFixture profile(String json) {
        return EntityFixture.of(Profile.class).withState(json, 1);
    }

    @Test
    @DisplayName("E-27: a field that the stored state lacks has its default")
    void added_field() {
        assertThat(profile("{\"name\":\"ann\"}").result("visit")).isEqualTo("1");
    }

    @Test
    @DisplayName("E-27: a field that the code no longer has is skipped")
    void removed_field() {
        assertThat(profile("{\"name\":\"ann\",\"visits\":4,\"old\":true}").result("visit"))
                .isEqualTo("5");
    }

    @Test
    @DisplayName("A new state has the code's schema version")
    void new_state_has_version() {
        var fixture = EntityFixture.of(
                context -> {
                    context.setState(1);
                    return null;
                },
                StateSchema.version(3));
        fixture.done(signal("set"));
        assertThat(fixture.state.schema()).isEqualTo(3);
    }

    @Test
    @DisplayName("An old state is brought up one version at a time")
    void migrated_step_by_step() {
        var schema = StateSchema.version(3)
                .migrate(1, old -> IntNode.valueOf(old.intValue() + 1))
                .migrate(2, old -> IntNode.valueOf(old.intValue() * 10));
        assertThat(function(schema, "4", 1).result("get")).isEqualTo("50");
    }

    @Test
    @DisplayName("The first step after a migration journals the new state with its version")
    void migrated_state_is_stored() {
        var fixture = function(StateSchema.version(2).migrate(1, old -> old), "4", 1);
        fixture.result("get");
        assertThat(fixture.state).extracting("json", "schema").containsExactly("4", 2);
    }

    @Test
    @DisplayName("Numbers pass through a migration as they are")
    void numbers_are_kept() {
        String numbers = "{\"a\":0.10,\"b\":12345678901234567890.123456789}";
        assertThat(function(StateSchema.version(2).migrate(1, old -> old), numbers, 1)
                        .result("get"))
                .isEqualTo(numbers);
    }

    @Test
    @DisplayName("A migration may delete the state")
    void migration_deletes() {
        var schema = StateSchema.version(2).migrate(1, old -> NullNode.getInstance());
        var fixture = function(schema, "4", 1);
        assertThat(fixture.result("get")).isNull();
        assertThat(fixture.json()).isNull();
    }

    @Test
    @DisplayName("A missing migration refuses the batch, says which, and keeps everything")
    void missing_migration() {
        var fixture = function(StateSchema.version(3).migrate(2, old -> old), "4", 1);
        var refused = fixture.refused(call("get"));
        assertThat(refused.why().errorMessage())
                .isEqualTo(
                        "State of @counter@a needs a migration from schema version 1 to 2 (the code's version is 3), "
                                + "and there is none. Add StateSchema.migrate(1, …). Its state and its messages are kept.");
        assertThat(refused.retryAt()).isEqualTo(fixture.now.plus(Duration.ofMinutes(1)));
    }

    @Test
    @DisplayName("A state of newer code refuses the batch")
    void newer_state() {
        assertThat(function(StateSchema.version(2), "4", 5)
                        .refused(call("get"))
                        .why()
                        .errorMessage())
                .isEqualTo("State of @counter@a has schema version 5, but the code here knows versions up to 2. "
                        + "Deploy code with StateSchema.version(5) or newer. Its state and its messages are kept.");
    }

    @Test
    @DisplayName("A migration that throws refuses the batch")
    void failing_migration() {
        var schema = StateSchema.version(2).migrate(1, old -> {
            throw new IllegalStateException("odd");
        });
        assertThat(function(schema, "4", 1).refused(call("get")).why().errorMessage())
                .contains("migration from schema version 1 to 2 failed: java.lang.IllegalStateException: odd");
    }

    @Test
    @DisplayName("A state that the class cannot read refuses the batch and says where")
    void unreadable_state() {
        assertThat(profile("{\"visits\":\"many\"}").refused(call("visit")).why().errorMessage())
                .startsWith("State of @profile@a (schema version 1) cannot be read as "
                        + "io.perdure.entities.internal.StateSchemaTest$Profile: ")
                .contains("a string at visits")
                .contains("purge the entity");
    }

    static class Stubborn {
        private String text = "";

        public String getText() {
            return text;
        }

        public void setText(String newText) {
            if (newText.equals("poison")) {
                throw new IllegalStateException("poison");
            }
            text = newText;
        }

        public void poison() {
            text = "poison";
        }

        public void fail() {
            throw new IllegalStateException("no");
        }
    }

    @Test
    @DisplayName("A batch that writes a state it cannot read back is cut short: what ran before stands")
    void cut_short() {
        var fixture = EntityFixture.of(Stubborn.class);
        var done = fixture.done(signal("poison"), signal("fail"), signal("poison"));
        assertThat(done.consumed()).isEqualTo(2);
        assertThat(fixture.json()).isEqualTo("{\"text\":\"poison\"}");
        assertThat(fixture.refused(signal("poison")).why().errorMessage()).contains("cannot be read");
    }

    @Test
    @DisplayName("E-101: readers see an old state as today's code does")
    void read_migrates() {
        var schema = StateSchema.version(2)
                .migrate(1, old -> JsonNodeFactory.instance.objectNode().set("n", old));
        var fixture = function(schema, "4", 1);
        assertThat(fixture.logic().read(fixture.state, Message.of("state", "counter", null)))
                .isEqualTo(Response.of("{\"n\":4}"));
    }

    @Test
    @DisplayName("E-101: a read of a state without a way up fails and says why")
    void read_fails() {
        var fixture = function(StateSchema.version(2), "4", 1);
        assertThat(fixture.logic()
                        .read(fixture.state, Message.of("state", "counter", null))
                        .failure()
                        .errorMessage())
                .contains("needs a migration");
    }
}
