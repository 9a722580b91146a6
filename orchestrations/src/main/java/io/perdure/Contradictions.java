package io.perdure;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Settings, each legal, that do not go together; and settings of Akka that would break what Perdure promises. */
final class Contradictions {
    private static final String REMOTE = "akka.remote.artery.advanced.maximum-frame-size";
    private static final String HAND_OFF = "akka.cluster.sharding.handoff-timeout";
    private static final String BUFFER = "perdure-journal.settings.bufferSize";
    private static final String SBR = "akka.cluster.split-brain-resolver.";

    /** What a message has beside its text. */
    private static final long HEAD_ROOM = 16L * 1024;

    /** A delivery is measured in characters, and one can become three bytes. */
    private static final int WIDEST = 3;

    private final Config all;
    private final List<String> found = new ArrayList<>();

    private Contradictions(Config all) {
        this.all = all;
    }

    /** A line for each. */
    static List<String> in(Config all) {
        var contradictions = new Contradictions(all);
        contradictions.sizes();
        contradictions.times();
        contradictions.akka();
        return List.copyOf(contradictions.found);
    }

    private void sizes() {
        long most = all.getBytes(REMOTE) - HEAD_ROOM;
        if (all.getBytes("perdure.payload.max-size") > most) {
            wrong("perdure.payload.max-size", "at most %d bytes, what fits into %s".formatted(most, REMOTE));
        }
        if (all.getBytes("perdure.messaging.max-delivery-size") > most / WIDEST) {
            wrong(
                    "perdure.messaging.max-delivery-size",
                    "at most %d bytes, a third of what fits into %s".formatted(most / WIDEST, REMOTE));
        }
        if (all.getInt("perdure.kernel.inbox") > all.getInt(BUFFER)) {
            wrong("perdure.kernel.inbox", "at most %d, %s".formatted(all.getInt(BUFFER), BUFFER));
        }
    }

    private void times() {
        notLonger("perdure.kernel.reload-after", "perdure.kernel.reload-at-most");
        notLonger("perdure.messaging.first-resend", "perdure.messaging.last-resend");
        notLonger("perdure.kernel.stop-timeout", HAND_OFF);
        if (isCluster()) {
            Duration downed = all.getDuration("akka.cluster.failure-detector.acceptable-heartbeat-pause")
                    .plus(all.getDuration(SBR + "stable-after"));
            if (time("perdure.kernel.fence-for").compareTo(downed) <= 0) {
                wrong(
                        "perdure.kernel.fence-for",
                        "longer than %s, after which a side of a partition stops".formatted(downed));
            }
        }
    }

    private void akka() {
        if (all.getBoolean("akka.actor.allow-java-serialization")) {
            wrong("akka.actor.allow-java-serialization", "off; else whoever reaches the port can run code here");
        }
        if (all.getBoolean("akka.cluster.sharding.remember-entities")) {
            wrong("akka.cluster.sharding.remember-entities", "off; the index knows what is to be loaded");
        }
        if (isCluster() && all.getString("akka.cluster.downing-provider-class").isEmpty()) {
            wrong(
                    "akka.cluster.downing-provider-class",
                    "the split brain resolver, since this is a node of a cluster; else nobody takes over from a lost node");
        }
    }

    private boolean isCluster() {
        return !all.getStringList("perdure.cluster.seeds").isEmpty()
                || !all.getString("perdure.cluster.bootstrap.method").equals("none");
    }

    private void notLonger(String key, String than) {
        if (time(key).compareTo(time(than)) > 0) {
            wrong(key, "at most %s, %s".formatted(time(than), than));
        }
    }

    private Duration time(String key) {
        return all.getDuration(key);
    }

    private void wrong(String key, String expected) {
        var value = all.getValue(key);
        found.add("%s: %s (expected: %s); set by %s."
                .formatted(key, value.unwrapped(), expected, value.origin().description()));
    }
}
