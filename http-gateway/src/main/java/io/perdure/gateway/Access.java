package io.perdure.gateway;

/** What somebody may do, and what a resource asks for. Each may do what the ones before may, too. */
public enum Access {
    /** No key: health, the documentation, and routes of modules that check by themselves who calls. */
    PUBLIC,
    /** Look: status, history, lists, states of entities. */
    READ,
    /** Start, call, signal, raise events, suspend, resume, terminate, rewind, restart. */
    OPERATE,
    /** Also purge. */
    ADMIN;

    /** Whether who has this may use what asks for {@code needed}. */
    public boolean allows(Access needed) {
        return compareTo(needed) >= 0;
    }
}
