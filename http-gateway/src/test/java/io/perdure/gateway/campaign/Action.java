package io.perdure.gateway.campaign;

/** What an operation asks of its key, and what it is answered. */
sealed interface Action {
    /** Appends an entry with a name of its own to a ledger. A call is answered its place, from 1; a signal nothing. */
    record Append(String entry) implements Action {}

    /** Reads a ledger; is answered its entries, a list of text. */
    record Entries() implements Action {}

    /** Adds to a counter; is answered the new value. */
    record Add(long amount) implements Action {}

    /** Writes a register; is answered nothing. */
    record Put(long value) implements Action {}

    /** Reads a counter or a register; is answered its value. */
    record Get() implements Action {}
}
