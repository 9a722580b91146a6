package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityFunction;
import io.perdure.kernel.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionStyleTest {

    private static final EntityFunction SET_AND_GET = context -> {
        if (context.hasInput()) {
            context.setState(context.input(Object.class));
        }
        return context.state(Object.class);
    };

    @ParameterizedTest(name = "E-20: {0} can be a state")
    @ValueSource(strings = {"1", "1.5", "\"x\"", "true", "[1,2]", "{\"a\":{\"b\":null}}"})
    void any_json_value(String value) {
        var fixture = EntityFixture.of(SET_AND_GET);
        fixture.result("set", value);
        assertThat(fixture.result("get")).isEqualTo(value);
    }

    @Test
    @DisplayName("E-20: a get sees the set before it in the same operation")
    void get_after_set() {
        assertThat(EntityFixture.of(SET_AND_GET).result("set", "4")).isEqualTo("4");
    }

    @Test
    @DisplayName("E-20: has state tells whether there is one")
    void has_state() {
        var fixture = EntityFixture.of(context -> {
            boolean before = context.hasState();
            context.setState(1);
            return List.of(before, context.hasState());
        });
        assertThat(fixture.result("x")).isEqualTo("[false,true]");
    }

    @Test
    @DisplayName("E-21: a get without a state gives null")
    void get_absent() {
        assertThat(EntityFixture.of(SET_AND_GET).result("get")).isNull();
    }

    @Test
    @DisplayName("E-21: the initial value of a get is not stored")
    void initial_not_stored() {
        var fixture = EntityFixture.of(context -> context.state(Integer.class, () -> 9));
        assertThat(fixture.result("get")).isEqualTo("9");
        assertThat(fixture.json()).isNull();
    }

    @Test
    @DisplayName("E-23: changing what get returned, without set, changes nothing for later operations of the batch")
    void mutation_without_set() {
        var fixture = EntityFixture.of(context -> {
            if (!context.hasState()) {
                context.setState(new ArrayList<>(List.of("a")));
            }
            @SuppressWarnings("unchecked")
            List<String> list = context.state(List.class);
            list.add("b");
            return list.size();
        });
        assertThat(fixture.responses(call("x"), call("x"), call("x"))).containsOnly(Response.of("2"));
    }

    @Test
    @DisplayName("E-25: a state that does not fit the type fails the operation and stays")
    void misfit_fails_operation() {
        var fixture = EntityFixture.of(context -> context.state(Integer.class)).withState("{\"a\":1}", 1);
        assertThat(fixture.failure("get").errorMessage())
                .startsWith("State of @counter@a does not fit java.lang.Integer: ");
        assertThat(fixture.json()).isEqualTo("{\"a\":1}");
    }

    @Test
    @DisplayName("E-26: a state that cannot be written fails the operation")
    void unwritable_fails_operation() {
        var fixture = EntityFixture.of(context -> {
            context.setState(Map.of("self", new Endless()));
            return null;
        });
        assertThat(fixture.failure("set").errorMessage()).startsWith("State of @counter@a cannot be written as JSON");
    }

    static final class Endless {
        public String getValue() {
            throw new IllegalStateException("no value");
        }
    }

    @Test
    @DisplayName("E-30: the name of the operation arrives as sent")
    void name_as_sent() {
        assertThat(EntityFixture.of(EntityContext::operation).result("AdD")).isEqualTo("\"AdD\"");
    }

    @Test
    @DisplayName("E-29: the name of an operation may be empty")
    void empty_name() {
        assertThat(EntityFixture.of(EntityContext::operation).result("")).isEqualTo("\"\"");
    }

    @Test
    @DisplayName("E-31: the context has the id of the entity")
    void context_has_id() {
        assertThat(EntityFixture.of(EntityContext::id).result("x")).isEqualTo("{\"name\":\"counter\",\"key\":\"a\"}");
    }

    @Test
    @DisplayName("E-31: the context has no sender for a client")
    void no_sender_for_client() {
        assertThat(EntityFixture.of(EntityContext::sender).result("x")).isNull();
    }

    @Test
    @DisplayName("E-31: the context names a sending orchestration by its id")
    void sender_of_orchestration() {
        var fixture = EntityFixture.of(context -> {
            context.setState(context.sender());
            return null;
        });
        fixture.done(EntityFixture.callFrom(EntityFixture.ORCHESTRATION, "1", "x", null));
        assertThat(fixture.json()).isEqualTo("\"o-17\"");
    }

    @Test
    @DisplayName("E-34: there is no implicit delete in function style")
    void no_implicit_delete() {
        var fixture = EntityFixture.of(SET_AND_GET);
        fixture.responses(call("set", "1"), call("delete"));
        assertThat(fixture.json()).isEqualTo("1");
    }

    @Test
    @DisplayName("E-34: an unknown operation is whatever the function says")
    void unknown_operation() {
        var fixture = EntityFixture.of(context -> {
            throw context.unknownOperation();
        });
        var failure = fixture.failure("dance");
        assertThat(failure.errorMessage()).isEqualTo("Entity 'counter' has no operation 'dance'.");
        assertThat(failure.nonRetriable()).isTrue();
    }

    @Test
    @DisplayName("E-35: no result is null")
    void no_result() {
        assertThat(EntityFixture.of(context -> null).result("x")).isNull();
    }

    @Test
    @DisplayName("An input that does not fit fails the operation and says which")
    void input_misfit() {
        assertThat(EntityFixture.of(context -> context.input(Integer.class))
                        .failure("add", "\"many\"")
                        .errorMessage())
                .startsWith("Input of operation 'add' of @counter@a does not fit java.lang.Integer: ");
    }

    @Test
    @DisplayName("A primitive type may be asked for")
    void primitive_input() {
        assertThat(EntityFixture.of(context -> context.input(int.class)).result("x", "3"))
                .isEqualTo("3");
    }

    @Test
    @DisplayName("JSON's null is no input")
    void null_is_no_input() {
        assertThat(EntityFixture.of(EntityContext::hasInput).result("x", "null"))
                .isEqualTo("false");
    }

    @Test
    @DisplayName("A context that escapes its operation is dead")
    void context_dies() {
        var escaped = new AtomicReference<EntityContext>();
        var fixture = EntityFixture.of(context -> {
            if (context.operation().equals("second")) {
                escaped.get().setState(1);
            }
            escaped.set(context);
            return null;
        });
        assertThat(fixture.responses(call("first"), call("second"))
                        .get(1)
                        .failure()
                        .errorMessage())
                .contains("used after the operation had ended");
    }

    @Test
    @DisplayName("A context is only for the operation's thread")
    void context_stays_on_its_thread() throws Exception {
        var fixture = EntityFixture.of(context -> {
            var failure = new AtomicReference<RuntimeException>();
            var thread = new Thread(() -> {
                try {
                    context.setState(1);
                } catch (RuntimeException e) {
                    failure.set(e);
                }
            });
            thread.start();
            thread.join();
            throw failure.get();
        });
        assertThat(fixture.failure("x").errorMessage()).contains("expected: only on the operation's own");
    }
}
