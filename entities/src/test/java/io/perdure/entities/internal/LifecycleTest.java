package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.Entity;
import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityFunction;
import io.perdure.kernel.Message;
import io.perdure.kernel.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    static class Counter extends Entity<Integer> {
        @Override
        protected Integer initialState() {
            return 0;
        }

        public int add(int amount) {
            return state += amount;
        }

        public int get() {
            return state;
        }

        public void fail() {
            throw new IllegalStateException("no");
        }

        public void forget() {
            state = null;
        }

        public void forgetAndSet(int value) {
            context().deleteState();
            context().setState(value);
        }

        public void setAndForget(EntityContext context) {
            context.setState(7);
            context.deleteState();
        }
    }

    static class Cart {
        public List<String> lines = List.of();

        public void leave(EntityContext context) {
            context.deleteState();
        }

        public void add(String line) {
            lines = List.of(line);
        }

        public int count() {
            return lines.size();
        }
    }

    private static final EntityFunction READER = context -> context.state(Integer.class, () -> 5);

    private final EntityFixture counter = EntityFixture.of(Counter.class);

    private String status(EntityFixture fixture) {
        return fixture.logic().summarise(fixture.state).status();
    }

    @Test
    @DisplayName("E-11: an operation needs no create call")
    void created_implicitly() {
        assertThat(counter.result("add", "3")).isEqualTo("3");
    }

    @Test
    @DisplayName("E-12: an entity with a state exists")
    void exists_with_state() {
        counter.result("add", "3");
        assertThat(status(counter)).isEqualTo("exists");
    }

    @Test
    @DisplayName("E-12: an operation that leaves no state leaves no entity, though it was answered")
    void absent_without_state() {
        var fixture = EntityFixture.of(READER);
        assertThat(fixture.result("read")).isEqualTo("5");
        assertThat(status(fixture)).isEqualTo("absent");
        assertThat(fixture.logic().summarise(fixture.state).residue()).isFalse();
    }

    @Test
    @DisplayName("E-13: setting the state to null deletes the entity")
    void null_deletes() {
        counter.responses(call("add", "3"), call("forget"));
        assertThat(counter.json()).isNull();
    }

    @Test
    @DisplayName("E-13: after a deletion the next operation of the same batch starts from no state")
    void fresh_after_deletion() {
        assertThat(counter.responses(call("add", "3"), call("delete"), call("add", "1")))
                .last()
                .isEqualTo(Response.of("1"));
    }

    @Test
    @DisplayName("E-13: after a deletion a plain class starts from a new object")
    void plain_fresh_after_deletion() {
        var cart = EntityFixture.of(Cart.class);
        assertThat(cart.responses(call("add", "\"tea\""), call("leave"), call("count")))
                .last()
                .isEqualTo(Response.of("0"));
    }

    @Test
    @DisplayName("E-13: a plain class can delete its state by the context")
    void plain_deletes_by_context() {
        var cart = EntityFixture.of(Cart.class);
        cart.responses(call("add", "\"tea\""), call("leave"));
        assertThat(status(cart)).isEqualTo("absent");
    }

    @Test
    @DisplayName("E-14: a class-style operation that only reads makes the entity exist")
    void reading_creates_in_class_style() {
        counter.result("get");
        assertThat(counter.json()).isEqualTo("0");
    }

    @Test
    @DisplayName("E-14: a failed first operation does not make the entity exist")
    void failed_first_operation_creates_nothing() {
        counter.failure("fail");
        assertThat(status(counter)).isEqualTo("absent");
    }

    @Test
    @DisplayName("E-15: a read creates nothing")
    void read_creates_nothing() {
        assertThat(counter.logic().read(counter.state, Message.of("state", "counter", null)))
                .isEqualTo(Response.ACCEPTED);
    }

    @Test
    @DisplayName("E-22: delete, then set: the new value is there")
    void delete_then_set() {
        counter.responses(call("add", "3"), signal("forgetAndSet", "9"));
        assertThat(counter.json()).isEqualTo("9");
    }

    @Test
    @DisplayName("E-22: set, then delete: absent")
    void set_then_delete() {
        counter.responses(call("add", "3"), signal("setAndForget"));
        assertThat(counter.json()).isNull();
    }

    @Test
    @DisplayName("E-24: the state of a class is saved after a successful operation")
    void saved_after_operation() {
        var cart = EntityFixture.of(Cart.class);
        cart.responses(signal("add", "\"tea\""));
        assertThat(cart.json()).isEqualTo("{\"lines\":[\"tea\"]}");
    }

    @Test
    @DisplayName("E-101: a read gives the committed state")
    void read_gives_state() {
        counter.result("add", "3");
        assertThat(counter.logic().read(counter.state, Message.of("state", "counter", null)))
                .isEqualTo(Response.of("3"));
    }

    @Test
    @DisplayName("An operation that changes nothing writes no state into the journal")
    void unchanged_state_not_journaled() {
        counter.result("add", "3");
        counter.result("get");
        assertThat(counter.lastDelta.json()).isNull();
    }

    static class Unborn extends Entity<String> {
        @Override
        protected @Nullable String initialState() {
            return null;
        }

        public boolean exists() {
            return state != null;
        }

        public void name(String name) {
            state = name;
        }
    }

    @Test
    @DisplayName("E-14: an initial state of null leaves it to an operation to bring the entity into being")
    void no_initial_state() {
        var unborn = EntityFixture.of(Unborn.class);
        assertThat(unborn.result("exists")).isEqualTo("false");
        assertThat(unborn.json()).isNull();
        unborn.result("name", "\"ann\"");
        assertThat(unborn.json()).isEqualTo("\"ann\"");
    }

    @Test
    @DisplayName("E-14: the signature says that an initial state may be null")
    void initial_state_may_be_null() throws NoSuchMethodException {
        assertThat(Entity.class.getDeclaredMethod("initialState").getAnnotatedReturnType())
                .matches(type -> type.isAnnotationPresent(Nullable.class));
    }
}
