package io.perdure.gateway;

import com.typesafe.config.Config;
import io.perdure.PerdureConfig;
import io.perdure.settings.Amounts;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at all settings of a node before anything is opened, so that an operator mends them in one go. */
final class ConfigCheck {
    static final String ALLOW_UNKNOWN = "config.allow-unknown";

    private ConfigCheck() {}

    /**
     * A line for each problem, with the key, the value, what is allowed and where it was set, sorted; empty when nothing is
     * wrong.
     */
    static List<String> problems(NodeConfig config) {
        var problems = new Problems();
        boolean isUnknownAllowed = node(config.full(), problems);
        // A part that cannot be read is told of by both.
        return Stream.of(
                        isUnknownAllowed ? List.<String>of() : config.unknown(),
                        problems.lines(),
                        PerdureConfig.problems(KeySettings.removed(config.given())))
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparing(ConfigCheck::key))
                .toList();
    }

    /** @throws StartFailure that names them all, a line for each */
    static void pass(NodeConfig config) {
        List<String> problems = problems(config);
        if (!problems.isEmpty()) {
            throw StartFailure.config(String.join(System.lineSeparator() + "perdure: ", problems));
        }
    }

    /** Each line begins with it. */
    private static String key(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static boolean node(Config full, Problems problems) {
        var perdure = SettingsReader.ofAll(full, problems);
        var http = perdure.section("http");
        HttpSettings settings = HttpSettings.read(http);
        DoorLimits.read(http);
        ChangeSettings.read(http);
        SecuritySettings.read(http);
        perdure.texts("modules", "a list of jars and directories");
        boolean isUnknownAllowed = perdure.flag(ALLOW_UNKNOWN);
        stop(settings, perdure);
        slowStore(settings, perdure);
        return isUnknownAllowed;
    }

    /** A stop that takes longer is cut off, with requests under way. The longest part is to blame. */
    private static void stop(HttpSettings settings, SettingsReader perdure) {
        // Its problems are told by the runtime.
        var quiet = perdure.apart();
        Duration engine = quiet.duration("close-timeout", Duration.ZERO).multipliedBy(2);
        Map<String, Duration> parts = Map.of(
                "http.leave-pause", settings.leavePause(),
                "http.drain-timeout", settings.drainTimeout(),
                "close-timeout", engine);
        Duration sum = parts.values().stream().reduce(Duration.ZERO, Duration::plus);
        if (sum.compareTo(Main.STOP_WITHIN) > 0 && !quiet.problems().concern("perdure.close-timeout")) {
            String longest = parts.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey();
            perdure.wrong(
                    longest,
                    "less: perdure.http.leave-pause, perdure.http.drain-timeout and twice perdure.close-timeout are %s, and a stop is cut off after %s"
                            .formatted(Amounts.text(sum), Amounts.text(Main.STOP_WITHIN)));
        }
    }

    /** When no request lives so long, nobody would ever hear that the database is away. */
    private static void slowStore(HttpSettings settings, SettingsReader perdure) {
        var quiet = perdure.apart();
        if (!quiet.text("store").equals("postgres")) {
            return;
        }
        Duration silence = quiet.duration("postgres.socket-timeout", Duration.ofSeconds(1));
        if (silence.compareTo(settings.maxRequestTimeout()) > 0
                && !quiet.problems().concern("perdure.postgres.socket-timeout")
                && !perdure.problems().concern("perdure.http.max-request-timeout")) {
            perdure.wrong(
                    "postgres.socket-timeout",
                    "at most perdure.http.max-request-timeout, %s; else requests end before a dead server is noticed"
                            .formatted(Amounts.text(settings.maxRequestTimeout())));
        }
    }
}
