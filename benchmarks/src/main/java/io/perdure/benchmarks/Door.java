package io.perdure.benchmarks;

import java.util.Locale;

/** The way by which load comes to what is measured. */
enum Door {
    /** Rows inserted by plain JDBC, no engine. */
    STORE,
    /** HTTP to a sharded actor that persists nothing. */
    FLOOR,
    HTTP,
    EMBEDDED;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
