package io.perdure.examples.entities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perdure.entities.EntityClient;
import io.perdure.entities.EntityId;
import io.perdure.entities.EntityQuery;
import io.perdure.examples.EmbeddedPerdure;
import io.perdure.examples.entities.ShoppingCart.Line;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A shopping cart")
class ShoppingCartTest {
    @RegisterExtension
    static final EmbeddedPerdure PERDURE = new EmbeddedPerdure();

    @Test
    @DisplayName("comes into being by its first signal, and keeps its fields (E-116, E-24)")
    void first_signal() {
        var cart = EntityId.of(ShoppingCart.class, "first");
        assertThat(entities().read(cart, ShoppingCart.class).join()).isEmpty();

        entities().signal(cart, "addProduct", new Line("tea", 2)).join();
        entities().signal(cart, "addProduct", new Line("tea", 1)).join();

        assertThat(quantities(cart)).isEqualTo(Map.of("tea", 3));
    }

    @Test
    @DisplayName("does not change when an operation throws (E-60, E-95)")
    void refusal() {
        var cart = EntityId.of(ShoppingCart.class, "refused");
        entities().signal(cart, "addProduct", new Line("tea", 2)).join();

        assertThatThrownBy(() -> entities()
                        .call(cart, "addProduct", new Line("tea", 0), Void.class)
                        .join())
                .hasMessageContaining("Quantity of 'tea': 0 (expected: 1 or more).");

        assertThat(quantities(cart)).isEqualTo(Map.of("tea", 2));
    }

    @Test
    @DisplayName("says whether a product was there to remove (E-42)")
    void removal() {
        var cart = EntityId.of(ShoppingCart.class, "removed");
        entities().signal(cart, "addProduct", new Line("tea", 2)).join();

        assertThat(remove(cart, "milk")).isFalse();
        assertThat(remove(cart, "tea")).isTrue();
        assertThat(quantities(cart)).isEmpty();
    }

    @Test
    @DisplayName("still exists when it is empty, and is listed until it is deleted (E-12, E-13)")
    void listed() {
        var cart = EntityId.of(ShoppingCart.class, "listed");

        entities().signal(cart, "empty").join();
        assertThat(listed(cart)).isTrue();

        entities().signal(cart, "delete").join();
        assertThat(listed(cart)).isFalse();
    }

    private static EntityClient entities() {
        return PERDURE.entities();
    }

    private static Map<String, Integer> quantities(EntityId cart) {
        return entities().read(cart, ShoppingCart.class).join().orElseThrow().quantities;
    }

    private static boolean remove(EntityId cart, String product) {
        return entities().call(cart, "removeProduct", product, Boolean.class).join();
    }

    private static boolean listed(EntityId cart) {
        var page = entities().list(EntityQuery.named("ShoppingCart")).join();
        return page.entities().stream().anyMatch(found -> found.id().equals(cart));
    }
}
