package io.perdure.examples;

import io.perdure.Perdure;
import io.perdure.entities.EntityId;
import io.perdure.examples.basics.HelloSequence;
import io.perdure.examples.entities.Counter;
import io.perdure.examples.entities.ShoppingCart;
import java.time.Duration;

/** Entities and orchestrations in a program of one's own: no server, no set-up, the store is a file in {@code ./data}. */
public final class EmbeddedShop {
    private EmbeddedShop() {}

    public static void main(String[] args) {
        try (Perdure perdure = Perdure.start(new ExamplesModule())) {
            var entities = perdure.entities();
            var cart = EntityId.of(ShoppingCart.class, "ann");
            entities.signal(cart, "addProduct", new ShoppingCart.Line("tea", 2)).join();
            int visit = entities.call(EntityId.of(Counter.class, "visits"), "add", 1, Integer.class)
                    .join();
            var found = entities.read(cart, ShoppingCart.class).join().orElseThrow();
            System.out.println("Visit " + visit + ", cart " + found.quantities);

            var orchestrations = perdure.orchestrations();
            String id = orchestrations.start(HelloSequence.class, null).join();
            var done =
                    orchestrations.waitForCompletion(id, Duration.ofSeconds(10)).join();
            System.out.println(done.status() + " " + done.outputJson());
        }
    }
}
