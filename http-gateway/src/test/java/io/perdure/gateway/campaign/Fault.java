package io.perdure.gateway.campaign;

import java.time.Duration;
import java.util.SplittableRandom;

/** What can happen. How long it lasts is one of a few times: a short campaign has other ones than a long one. */
enum Fault {
    /** {@code kill -9}, and a new start after that time. */
    KILL(millis(0, 1_500), millis(0, 3_000, 20_000)),
    /** The same for two nodes at once: those that are left are no majority, and stop too. */
    KILL_TWO(millis(0), millis(0, 3_000, 20_000)),
    KILL_ALL(millis(0), millis(0, 3_000)),
    /** SIGTERM: it leaves the cluster in order, and starts anew once it has gone. */
    LEAVE(millis(0), millis(0, 5_000)),
    /** All nodes, one after the other, each when the one before is ready again. */
    ROLLING_RESTART(millis(0), millis(0)),
    /** SIGSTOP, and SIGCONT after a while. Others may have given it up by then. */
    FREEZE(millis(1_500, 3_000, 15_000), millis(5_000, 15_000, 45_000)),
    /** The node and the others do not hear each other. After long ones the others have given it up, and it has stopped. */
    PARTITION(millis(1_500, 12_000), millis(2_000, 12_000, 40_000)),
    /** The node hears the others, and they do not hear it. */
    DUMB(millis(1_500, 12_000), millis(2_000, 12_000, 40_000)),
    /** The others hear the node, and it does not hear them. */
    DEAF(millis(1_500, 12_000), millis(2_000, 12_000, 40_000)),
    /** The node's connections to the database break, and new ones too. */
    DATABASE_CUT(millis(300, 3_000), millis(300, 5_000, 20_000)),
    /** The node's database says nothing. */
    DATABASE_STALL(millis(1_000, 4_000), millis(5_000, 20_000, 60_000)),
    /** The connections of some of the node's commits break after the commit and before the answer. */
    COMMIT_ANSWERS_LOST(millis(500), millis(500, 2_000)),
    DATABASE_FAST_RESTART(millis(0), millis(0, 3_000)),
    DATABASE_IMMEDIATE_RESTART(millis(0), millis(0, 3_000)),
    /** Three times the clients that all nodes together serve at a time. */
    OVERLOAD(millis(3_000), millis(5_000, 15_000));

    private final int[] shortMillis;
    private final int[] fullMillis;

    Fault(int[] shortMillis, int[] fullMillis) {
        this.shortMillis = shortMillis;
        this.fullMillis = fullMillis;
    }

    Duration length(boolean full, SplittableRandom random) {
        int[] millis = full ? fullMillis : shortMillis;
        return Duration.ofMillis(millis[random.nextInt(millis.length)]);
    }

    private static int[] millis(int... choices) {
        return choices;
    }
}
