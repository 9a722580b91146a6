package io.perdure.benchmarks;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A way to the engine: what {@link LoadRunner} needs of a door. */
interface Access {
    /** Returns when every client is done and has its last answer, or has waited too long for it. */
    void drive(int clients, List<Request> requests, Source source, Meter meter)
            throws IOException, InterruptedException;

    /** The sums of some keys of a ledger, in their order; a negative one stands for no answer. */
    long[] sums(Ledger ledger, int[] keys) throws IOException;

    /** The outputs, as JSON text, of all completed instances of an orchestrator that were created since then. */
    List<String> outputs(String orchestrator, Instant since) throws IOException;
}
