package io.perdure.gateway.node.module;

import io.perdure.entities.EntityContext;
import io.perdure.entities.EntityId;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was appended, and passes each entry on to the ledger {@code from-KEY} by signal. */
public class Forwarder {
    public List<String> entries = new ArrayList<>();

    public int append(Entry entry, EntityContext context) {
        entries.add(entry.text());
        context.signal(EntityId.of(Ledger.class, "from-" + context.id().key()), "append", entry);
        return entries.size();
    }

    /** Sends five entries in one delivery; whoever listens on the port holds the third. */
    public void burst(int port, EntityContext context) {
        EntityId ledger = EntityId.of(Ledger.class, "from-" + context.id().key());
        for (int n = 1; n <= 5; n++) {
            var entry = new Entry("burst", n);
            if (n == 3) {
                context.signal(ledger, "appendAtGate", new GatedEntry(entry, port));
            } else {
                context.signal(ledger, "append", entry);
            }
        }
    }
}
