package io.perdure.kernel.store;

import io.perdure.failures.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The H2 files that this process has open. H2 locks a file against other processes, but within one it gives everybody
 * the same database: two runtimes would each believe to be the only one (E-17).
 */
final class OpenFiles {
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private OpenFiles() {}

    /**
     * Takes a file whose directory exists.
     *
     * @return gives it back; more than once is harmless
     * @throws StoreUnavailableException when it is open
     */
    static Runnable take(Path file, String database) {
        Path real = real(file);
        if (!OPEN.add(real)) {
            throw new StoreUnavailableException(
                    "%s is open in this process already (expected: one runtime per data directory). Use the runtime that is there, or give this one a directory of its own with perdure.data."
                            .formatted(database),
                    null);
        }
        return new Runnable() {
            private boolean taken = true;

            @Override
            public synchronized void run() {
                if (taken) {
                    taken = false;
                    OPEN.remove(real);
                }
            }
        };
    }

    /** One directory may go by several names. */
    private static Path real(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        try {
            return directory == null ? file : directory.toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }
}
