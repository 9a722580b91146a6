package io.perdure.gateway.campaign;

/** What can happen to a node. */
enum Fault {
    /** {@code kill -9}, and a new start. */
    KILL,
    /** SIGTERM: it leaves the cluster in order, and starts anew once it has gone. */
    LEAVE,
    /** SIGSTOP, and SIGCONT after a while. Others may have given it up by then. */
    FREEZE,
    /** Its connections to the database break, and new ones too. */
    DATABASE_CUT,
    /** Its database says nothing. */
    DATABASE_STALL,
    /** The connections of some commits break after the commit and before the answer. */
    COMMIT_ANSWERS_LOST
}
