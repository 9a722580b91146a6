package io.perdure.examples.entities;

import java.util.Map;
import java.util.TreeMap;

/**
 * A plain class: the object is the state, its public fields are what is kept, its public methods are the operations.
 * An operation that throws changes nothing, so checks may stand anywhere.
 */
public class ShoppingCart {
    /** So many of a product. */
    public record Line(String product, int quantity) {}

    public Map<String, Integer> quantities = new TreeMap<>();

    public void addProduct(Line line) {
        if (line.quantity() < 1) {
            throw new IllegalArgumentException(
                    "Quantity of '%s': %d (expected: 1 or more).".formatted(line.product(), line.quantity()));
        }
        quantities.merge(line.product(), line.quantity(), Integer::sum);
    }

    /** The result of a call: whether there was such a product. */
    public boolean removeProduct(String product) {
        return quantities.remove(product) != null;
    }

    public void empty() {
        quantities.clear();
    }
}
