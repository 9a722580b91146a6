package io.perdure.gateway.node.module;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Operations that go wrong, each after it has changed the state and sent a signal. */
@JsonIgnoreProperties(ignoreUnknown = true)
public class Trouble {
    public int count;
    public Object extra = Map.of();

    public int add(int amount) {
        count += amount;
        return count;
    }

    public int addThenFail(int amount, EntityContext context) {
        add(amount);
        tellLedger(context);
        throw new IllegalStateException("no luck with " + amount);
    }

    public int addThenOverflow(int amount) {
        add(amount);
        return addThenOverflow(amount) + 1;
    }

    /** A list that holds itself. */
    public int addCycle(int amount, EntityContext context) {
        add(amount);
        tellLedger(context);
        var endless = new ArrayList<Object>();
        endless.add(endless);
        extra = endless;
        return count;
    }

    /** An object whose getter throws. */
    public int addUnspeakable(int amount, EntityContext context) {
        add(amount);
        tellLedger(context);
        extra = new Unspeakable();
        return count;
    }

    /** The state is fine, the answer is not. */
    public List<Object> answerCycle(int amount, EntityContext context) {
        add(amount);
        tellLedger(context);
        var endless = new ArrayList<Object>();
        endless.add(endless);
        return endless;
    }

    public int addAtGate(int port) throws IOException {
        Gates.pass(port);
        return add(1);
    }

    private static void tellLedger(EntityContext context) {
        context.signal(
                EntityId.of(Ledger.class, "trouble-" + context.id().key()),
                "append",
                new Entry(context.operation(), 1));
    }

    /** Cannot be written. */
    public static final class Unspeakable {
        public String getName() {
            throw new IllegalStateException("unspeakable");
        }
    }
}
