package io.perdure;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.perdure.settings.Amounts;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Settings, each legal, that do not go together; and settings of Akka that would break what Perdure promises. What is wrong by
 * itself, or not there, contradicts nothing.
 */
final class Contradictions {
    private static final String FRAME = "akka.remote.artery.advanced.maximum-frame-size";
    private static final String HAND_OFF = "akka.cluster.sharding.handoff-timeout";
    private static final String BUFFER = "perdure-journal.settings.bufferSize";
    private static final String DOWNING = "akka.cluster.downing-provider-class";
    private static final String SBR_PROVIDER = "akka.cluster.sbr.SplitBrainResolverProvider";
    private static final String SBR = "akka.cluster.split-brain-resolver.";
    private static final String PAUSE = "akka.cluster.failure-detector.acceptable-heartbeat-pause";

    /** Those of Akka's that know which side of a partition goes on. */
    private static final List<String> STRATEGIES =
            List.of("keep-majority", "lease-majority", "static-quorum", "keep-oldest", "down-all");

    /** What a message has beside its text. */
    private static final long HEAD_ROOM = 16L * 1024;

    /** A delivery is measured in characters, and one can become three bytes. */
    private static final int WIDEST = 3;

    private final Config all;
    private final Problems problems;
    private final SettingsReader reader;

    private Contradictions(Config all, Problems problems) {
        this.all = all;
        this.problems = problems;
        this.reader = SettingsReader.ofAll(all, problems);
    }

    static void look(Config all, ClusterSettings cluster, Problems problems) {
        var contradictions = new Contradictions(all, problems);
        contradictions.sizes();
        contradictions.times();
        contradictions.akka();
        if (cluster.isCluster()) {
            contradictions.cluster();
        }
    }

    private void sizes() {
        bytes(FRAME).ifPresent(frame -> {
            long most = frame - HEAD_ROOM;
            notLarger("perdure.payload.max-size", most, "what fits into " + FRAME);
            notLarger("perdure.messaging.max-delivery-size", most / WIDEST, "a third of what fits into " + FRAME);
        });
        Optional<Integer> buffer = value(BUFFER, Config::getInt);
        Optional<Integer> inbox = value("perdure.kernel.inbox", Config::getInt);
        if (buffer.isPresent() && inbox.isPresent() && inbox.get() > buffer.get()) {
            reader.wrongAt("perdure.kernel.inbox", "at most %d, %s".formatted(buffer.get(), BUFFER));
        }
    }

    private void times() {
        notLonger("perdure.kernel.reload-after", "perdure.kernel.reload-at-most");
        notLonger("perdure.messaging.first-resend", "perdure.messaging.last-resend");
        notLonger("perdure.kernel.stop-timeout", HAND_OFF);
    }

    private void akka() {
        off("akka.actor.allow-java-serialization", "else whoever reaches the port can run code here");
        off("akka.cluster.sharding.remember-entities", "the index knows what is to be loaded");
    }

    private void cluster() {
        var pause = time(PAUSE);
        var stable = time(SBR + "stable-after");
        var fence = time("perdure.kernel.fence-for");
        if (pause.isPresent() && stable.isPresent() && fence.isPresent()) {
            Duration downed = pause.get().plus(stable.get());
            if (fence.get().compareTo(downed) <= 0) {
                reader.wrongAt(
                        "perdure.kernel.fence-for",
                        "longer than %s, after which a side of a partition stops".formatted(Amounts.text(downed)));
            }
        }
        Optional<String> downing = value(DOWNING, Config::getString);
        if (downing.isPresent() && downing.get().isEmpty()) {
            reader.wrongAt(DOWNING, "the split brain resolver, in a cluster; else nobody takes over from a lost node");
        }
        String strategy = value(SBR + "active-strategy", Config::getString).orElse(STRATEGIES.get(0));
        if (downing.orElse("").equals(SBR_PROVIDER) && !STRATEGIES.contains(strategy)) {
            reader.wrongAt(
                    SBR + "active-strategy",
                    "in a cluster one of %s; else nobody takes over from a lost node"
                            .formatted(String.join(", ", STRATEGIES)));
        }
    }

    private void off(String key, String why) {
        if (value(key, Config::getBoolean).orElse(false)) {
            reader.wrongAt(key, "off; " + why);
        }
    }

    private void notLarger(String key, long most, String which) {
        if (bytes(key).orElse(0L) > most) {
            reader.wrongAt(key, "at most %d bytes, %s".formatted(most, which));
        }
    }

    private void notLonger(String key, String than) {
        var time = time(key);
        var limit = time(than);
        if (time.isPresent() && limit.isPresent() && time.get().compareTo(limit.get()) > 0) {
            reader.wrongAt(key, "at most %s, %s".formatted(Amounts.text(limit.get()), than));
        }
    }

    private Optional<Duration> time(String key) {
        return value(key, Config::getDuration);
    }

    private Optional<Long> bytes(String key) {
        return value(key, Config::getBytes);
    }

    private <T> Optional<T> value(String key, BiFunction<Config, String, T> as) {
        try {
            return problems.concern(key) || !all.hasPath(key) ? Optional.empty() : Optional.of(as.apply(all, key));
        } catch (ConfigException unreadable) {
            return Optional.empty(); // Akka says so
        }
    }
}
