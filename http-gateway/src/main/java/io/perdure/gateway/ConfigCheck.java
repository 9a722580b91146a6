package io.perdure.gateway;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.perdure.PerdureConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at all settings of a node before anything is opened, so that an operator mends them in one go. */
final class ConfigCheck {
    static final String ALLOW_UNKNOWN = "perdure.config.allow-unknown";

    private static final List<Consumer<Config>> DOOR = List.of(
            HttpSettings::of,
            DoorLimits::of,
            ChangeSettings::of,
            KeySettings::of,
            TlsSettings::of,
            JwtSettings::of,
            Audit.Detail::of);

    private ConfigCheck() {}

    /** A line for each problem, with the key, the value and what is allowed; empty when nothing is wrong. */
    static List<String> problems(NodeConfig config) {
        Set<String> problems = new LinkedHashSet<>();
        if (!config.full().getBoolean(ALLOW_UNKNOWN)) {
            problems.addAll(config.unknown());
        }
        for (Consumer<Config> reader : DOOR) {
            look(problems, () -> reader.accept(config.full()));
        }
        look(
                problems,
                () -> problems.addAll(
                        PerdureConfig.problems(PerdureConfig.withDefaults(KeySettings.removed(config.given())))));
        return new ArrayList<>(problems);
    }

    /** @throws StartFailure that names them all, a line for each */
    static void pass(NodeConfig config) {
        List<String> problems = problems(config);
        if (!problems.isEmpty()) {
            throw StartFailure.config(String.join(System.lineSeparator() + "perdure: ", problems));
        }
    }

    private static void look(Set<String> problems, Runnable reading) {
        try {
            reading.run();
        } catch (ConfigException | IllegalArgumentException | StartFailure wrong) {
            problems.add(String.valueOf(wrong.getMessage()));
        }
    }
}
