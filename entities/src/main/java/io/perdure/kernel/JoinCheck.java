package io.perdure.kernel;

import akka.cluster.ConfigValidation;
import akka.cluster.Invalid;
import akka.cluster.JoinConfigCompatChecker;
import akka.cluster.Valid;
import com.typesafe.config.Config;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keeps a node out of a cluster whose settings differ where they must not: its instances would be other ones, or run at
 * two places. Named in {@code perdure-akka.conf}; Akka makes it.
 *
 * <p>Akka asks it twice: first a member about the settings of the node that wants to join, then that node about those of
 * the member. It gives the node a reason only the second time, so a member leaves the answer to a node that has this check
 * too. Such a node is known by {@link #ASKS}: an empty object, which travels with the question, but not with the answer.
 */
final class JoinCheck extends JoinConfigCompatChecker {
    static final String ASKS = "perdure.cluster.asks";

    private static final List<String> AGREED = List.of(
            "perdure.cluster.protocol",
            "perdure.hub",
            "perdure.store",
            "perdure.kernel.shards",
            "perdure.waker.workers");

    /** Why nodes were not let in. Static, since Akka gives this class nothing of its system but the settings. */
    private static final Map<Config, String> REFUSED = Collections.synchronizedMap(new IdentityHashMap<>());

    /** Takes the reason why the system with these settings was not let in; null when it was not for its settings. */
    static @Nullable String takeRefusal(Config settings) {
        return REFUSED.remove(settings);
    }

    @Override
    public scala.collection.immutable.Seq<String> requiredKeys() {
        return seq(Stream.concat(Stream.of(ASKS), AGREED.stream()).toList());
    }

    @Override
    public ConfigValidation check(Config theirs, Config own) {
        if (theirs.hasPath(ASKS)) {
            return Valid.getInstance();
        }
        List<String> differences = differences(theirs, own);
        if (differences.isEmpty()) {
            return Valid.getInstance();
        }
        REFUSED.put(own, String.join(" ", differences));
        return new Invalid(seq(differences));
    }

    private static List<String> differences(Config cluster, Config own) {
        return AGREED.stream()
                .filter(key -> !Objects.equals(value(cluster, key), value(own, key)))
                .map(key -> "%s: %s (expected: %s, as in the cluster that this node asked to let it in)."
                        .formatted(key, value(own, key), value(cluster, key)))
                .toList();
    }

    /** As text: a number from an environment variable is one. */
    private static String value(Config config, String key) {
        return config.hasPath(key) ? String.valueOf(config.getValue(key).unwrapped()) : "not set";
    }

    private static <T> scala.collection.immutable.Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }
}
