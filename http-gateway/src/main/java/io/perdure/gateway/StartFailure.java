package io.perdure.gateway;

import com.typesafe.config.ConfigException;
import io.perdure.failures.ClusterUnavailableException;
import io.perdure.failures.StoreUnavailableException;
import org.jspecify.annotations.Nullable;

/** Why the node does not start, in one line for the operator, with the exit code for scripts. */
final class StartFailure extends RuntimeException {
    /** A defect: the log has the stack. */
    static final int UNEXPECTED = 1;
    /** Wrong options. */
    static final int USAGE = 2;
    /** Something that the node needs is not to be had: port, data directory, database, cluster (EX_UNAVAILABLE). */
    static final int UNAVAILABLE = 69;
    /** Wrong configuration, or a module that cannot be used (EX_CONFIG). */
    static final int CONFIG = 78;

    private final int exitCode;

    private StartFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    static StartFailure config(String message) {
        return new StartFailure(CONFIG, message, null);
    }

    static StartFailure unavailable(String message) {
        return new StartFailure(UNAVAILABLE, message, null);
    }

    /** Finds the operator's part in whatever was thrown on the way up. */
    static StartFailure of(Throwable thrown) {
        for (Throwable failure = thrown; failure != null; failure = failure.getCause()) {
            if (failure instanceof StartFailure known) {
                return known;
            }
            if (failure instanceof StoreUnavailableException || failure instanceof ClusterUnavailableException) {
                return new StartFailure(UNAVAILABLE, String.valueOf(failure.getMessage()), thrown);
            }
            if (failure instanceof ConfigException || failure instanceof IllegalArgumentException) {
                return new StartFailure(CONFIG, String.valueOf(failure.getMessage()), thrown);
            }
        }
        return new StartFailure(UNEXPECTED, "The node did not start: " + thrown, thrown);
    }

    int exitCode() {
        return exitCode;
    }
}
