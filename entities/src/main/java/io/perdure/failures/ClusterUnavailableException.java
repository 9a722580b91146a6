package io.perdure.failures;

/** The node cannot become a member of its cluster: its address is not to be had, or no seed node lets it in. May pass. */
public final class ClusterUnavailableException extends PerdureException {
    public ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public ClusterUnavailableException(String message) {
        super(message);
    }
}
