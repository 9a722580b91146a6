package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.Entity;
import io.perdure.entities.Operation;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DispatchOrderTest {

    static class OwnDelete extends Entity<Integer> {
        @Override
        protected Integer initialState() {
            return 1;
        }

        public String delete() {
            return "kept";
        }

        public int get() {
            return state;
        }
    }

    @Test
    @DisplayName("E-40: a delete of the user's wins over the implicit one")
    void own_delete() {
        var fixture = EntityFixture.of(OwnDelete.class);
        assertThat(fixture.result("delete")).isEqualTo("\"kept\"");
        assertThat(fixture.json()).isEqualTo("1");
    }

    static class Basket {
        public int items;

        public int add(int more) {
            return items += more;
        }
    }

    static class ByState extends Entity<Basket> {
        @Override
        protected boolean allowStateDispatch() {
            return true;
        }

        public String own() {
            return "own";
        }
    }

    static class NotByState extends Entity<Basket> {}

    @Test
    @DisplayName("E-39: methods of the state are operations where the entity allows it")
    void state_dispatch() {
        var fixture = EntityFixture.of(ByState.class);
        assertThat(fixture.result("add", "3")).isEqualTo("3");
        assertThat(fixture.json()).isEqualTo("{\"items\":3}");
    }

    @Test
    @DisplayName("E-39: methods of the state are no operations by default")
    void no_state_dispatch() {
        assertThat(EntityFixture.of(NotByState.class).failure("add", "3").errorType())
                .endsWith("UnknownOperationException");
    }

    @Test
    @DisplayName("E-39: an unknown operation fails, naming the known ones")
    void unknown() {
        assertThat(EntityFixture.of(OwnDelete.class).failure("dance").errorMessage())
                .isEqualTo("Entity 'owndelete' has no operation 'dance' (known: delete, get).");
    }

    @Test
    @DisplayName("E-43: a factory makes the objects")
    void made_by_factory() {
        var made = new AtomicInteger();
        var fixture = EntityFixture.of(Basket.class, () -> {
            made.incrementAndGet();
            return new Basket();
        });
        fixture.responses(call("add", "1"), call("add", "1"));
        assertThat(made).hasValue(1);
    }

    static class Custom extends Entity<Integer> {
        @Override
        protected Integer initialState() {
            return 0;
        }

        @Override
        protected @Nullable Object dispatch(Operation operation) throws Exception {
            return operation.name().startsWith("raw:") ? operation.name().substring(4) : super.dispatch(operation);
        }

        public int get() {
            return state;
        }
    }

    @Test
    @DisplayName("E-44: an entity may take dispatch into its own hands")
    void custom_dispatch() {
        assertThat(EntityFixture.of(Custom.class).result("raw:x")).isEqualTo("\"x\"");
    }

    @Test
    @DisplayName("E-44: and fall back to methods by name")
    void custom_dispatch_falls_back() {
        assertThat(EntityFixture.of(Custom.class).result("get")).isEqualTo("0");
    }

    abstract static class Hidden {
        public int get() {
            return 7;
        }
    }

    public static class Visible extends Hidden {
        public int items;
    }

    @Test
    @DisplayName("E-36: a public method of a superclass that is not public is an operation, once")
    void through_hidden_superclass() {
        assertThat(EntityFixture.of(Visible.class).result("get")).isEqualTo("7");
    }
}
