package io.perdure.orchestrations;

/** Where an instance is in its life (O §15). The names are what HTTP and the index show. */
public enum RuntimeStatus {
    Running(false),
    Completed(true),
    ContinuedAsNew(false),
    Failed(true),
    /** Reserved; never produced. */
    Canceled(true),
    Terminated(true),
    /** Accepted, not begun. */
    Pending(false),
    Suspended(false);

    private final boolean terminal;

    RuntimeStatus(boolean terminal) {
        this.terminal = terminal;
    }

    public boolean isTerminal() {
        return terminal;
    }
}
