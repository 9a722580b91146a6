package io.perdure.gateway.campaign;

/** One thing that must not be. */
record Violation(Rule rule, String what) {
    /** What was promised. */
    enum Rule {
        /** What was acknowledged is not there. */
        LOST,
        /** One request took effect more than once, or one that was refused did, or one that nobody made. */
        DOUBLED,
        /** What one sender sent arrived in another order. */
        REORDERED,
        /** No order of the operations on a key explains all answers. */
        NOT_LINEARIZABLE,
        /** An orchestration ended otherwise than it would without faults, or ended twice. */
        WRONG_END,
        /** Money came or went. */
        BANK,
        /** Two held one lock at a time. */
        TWO_HOLDERS,
        /** A lock is held though nobody is at work. */
        LOCK_LEFT,
        TIMER_EARLY,
        TIMER_LOST,
        /** Something did not go on within the time that is allowed after the last fault. */
        STUCK,
        /** An answer that says nothing of use: neither a result nor what to do. */
        WRONG_ANSWER,
        /** Work, rows or memory that are still there though nobody has anything to do. */
        LEFT_OVER
    }

    @Override
    public String toString() {
        return rule + ": " + what;
    }
}
