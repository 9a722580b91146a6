package io.perdure.gateway;

import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param name the name of the key, or the subject of the token; for the audit log
 * @param key the key as it was sent, for the links in the answer (H-24); null for none
 */
record Caller(String name, Access access, @Nullable String key) {
    /** Of a door without keys: whoever reaches it may do everything. */
    static final Caller ANYBODY = new Caller("anybody", Access.ADMIN, null);

    /** Of a door with keys: somebody who has not said who they are, and need not. */
    static final Caller NOBODY = new Caller("nobody", Access.PUBLIC, null);

    /** The key never gets into a log by way of this. */
    @Override
    public String toString() {
        return name + " (" + access + ')';
    }
}
