package io.perdure.kernel.store;

import java.io.IOException;
import java.nio.file.Path;

/** The other process: opens the H2 store in a directory and holds it until it is killed or its input ends. */
final class LockHolder {
    static final String READY = "store is open";

    private LockHolder() {}

    public static void main(String[] directory) throws IOException {
        try (Store store = StoreContract.open(H2StoreTest.in(Path.of(directory[0]), "power"))) {
            store.ping();
            System.out.println(READY);
            int unused = System.in.read();
        }
    }
}
