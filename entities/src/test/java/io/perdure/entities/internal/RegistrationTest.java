package io.perdure.entities.internal;

import static io.perdure.entities.internal.EntityFixture.call;
import static io.perdure.entities.internal.EntityFixture.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perdure.entities.Entity;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityName;
import io.perdure.kernel.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private final EntityRegistryImpl registry = new EntityRegistryImpl();

    static class Cart {
        public int items;
    }

    @EntityName("cart")
    static class Trolley {
        public int items;
    }

    @Test
    @DisplayName("E-2: two entities whose names differ by case alone are refused")
    void duplicate_name() {
        registry.entity(Cart.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity(Trolley.class))
                .withMessageContaining("Entity 'cart' (class io.perdure.entities.internal.RegistrationTest$Trolley)")
                .withMessageContaining("already registered as 'Cart' (class");
    }

    @Test
    @DisplayName("E-3: a name with '@' is refused at registration")
    void bad_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity("a@b", context -> null))
                .withMessageContaining("Entity name: \"a@b\"");
    }

    static class Overloaded {
        public void add(int amount) {}

        public void Add(String amount) {}
    }

    @Test
    @DisplayName("E-37: two methods of one name are ambiguous")
    void ambiguous() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity(Overloaded.class))
                .withMessageContaining("ambiguous");
    }

    static class TwoInputs {
        public void add(int amount, String reason) {}
    }

    @Test
    @DisplayName("E-38: a method with two inputs is refused")
    void two_inputs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity(TwoInputs.class))
                .withMessageContaining("TwoInputs.add takes more than one input");
    }

    static class NeedsArgument {
        public int items;

        NeedsArgument(String argument) {}
    }

    @Test
    @DisplayName("E-43: a class without no-argument constructor needs a factory")
    void no_constructor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity(NeedsArgument.class))
                .withMessageContaining(
                        "has no constructor without arguments (expected: one, or a factory at registration)");
    }

    record Point(int x) {}

    @Test
    @DisplayName("E-24: a record cannot be its own state")
    void record_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity(Point.class, () -> new Point(1)))
                .withMessageContaining("a class that extends Entity<Point>");
    }

    abstract static class Unmade {}

    @Test
    @DisplayName("E-43: an abstract class needs a factory")
    void abstract_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity(Unmade.class))
                .withMessageContaining("is abstract");
    }

    @SuppressWarnings("rawtypes")
    static class Raw extends Entity {}

    static class Open<T> extends Entity<List<T>> {}

    static class Between<A, B> extends Entity<Map<B, A>> {}

    static class Closed extends Between<List<Integer>, String> {
        public Object get() {
            return state;
        }

        public int first() {
            return state.get("a").get(0) + 1;
        }
    }

    @Test
    @DisplayName("E-36: a raw entity does not say what its state is")
    void raw_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity(Raw.class))
                .withMessageContaining("Raw does not say what its state is");
    }

    @Test
    @DisplayName("E-36: an entity that leaves a part of its state's type open is refused")
    void open_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registry.entity(Open.class))
                .withMessageContaining("Open does not say what its state is");
    }

    @Test
    @DisplayName("E-36: the state's type is found through superclasses in between")
    void type_through_superclass() {
        var fixture = EntityFixture.of(Closed.class).withState("{\"a\":[1]}", 1);
        assertThat(fixture.result("first")).isEqualTo("2");
    }

    @Test
    @DisplayName("E-14: a state type that cannot be made says that initialState is missing")
    void no_initial_state() {
        assertThat(EntityFixture.of(Closed.class).failure("get").errorMessage())
                .contains("cannot make its first state: java.util.Map has no constructor")
                .endsWith("Override initialState().");
    }

    @Test
    @DisplayName("E-47: a call to an unregistered entity fails, naming the known ones")
    void unregistered_call() {
        var fixture = EntityFixture.of(Cart.class);
        fixture.registry.entity("Gauge", context -> null);
        fixture.id = EntityId.of("Crat", "a");
        var failure = fixture.failure("add");
        assertThat(failure.errorType()).endsWith("EntityNotRegisteredException");
        assertThat(failure.errorMessage())
                .isEqualTo("Entity 'crat' is not registered (known: Cart, Gauge). Register it in a DurableModule.");
        assertThat(failure.nonRetriable()).isTrue();
    }

    @Test
    @DisplayName("E-47: a signal to an unregistered entity is dropped")
    void unregistered_signal() {
        var fixture = new EntityFixture();
        assertThat(fixture.responses(signal("add"))).containsExactly(Response.ACCEPTED);
    }

    @Test
    @DisplayName("E-47: the state of an unregistered entity stays")
    void unregistered_keeps_state() {
        var fixture = new EntityFixture().withState("5", 3);
        fixture.responses(signal("add"), call("delete"));
        assertThat(fixture.state).isEqualTo(new EntityState("5", 3, Schedule.NONE, 1, null));
    }
}
