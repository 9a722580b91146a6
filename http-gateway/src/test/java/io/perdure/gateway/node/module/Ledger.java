package io.perdure.gateway.node.module;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Remembers everything that was ever appended, in the order of its effect. */
public class Ledger {
    public List<String> entries = new ArrayList<>();

    /** Gives the new count, which is the place of the entry. */
    public int append(Entry entry) {
        entries.add(entry.text());
        return entries.size();
    }

    /** As {@link #append}, but not before whoever listens on the port has let it go on. */
    public int appendAtGate(GatedEntry gated) throws IOException {
        Gates.pass(gated.port());
        return append(gated.entry());
    }
}
