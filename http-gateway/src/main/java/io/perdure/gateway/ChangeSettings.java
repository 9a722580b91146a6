package io.perdure.gateway;

import com.typesafe.config.Config;
import io.perdure.settings.Problems;
import io.perdure.settings.SettingsReader;
import java.time.Duration;

/** The section {@code perdure.http.changes}, checked; see {@code reference.conf} for what each means. */
record ChangeSettings(int maxStreams, Duration keepAlive) {

    /** @throws IllegalArgumentException with all that is wrong: key, value, what is allowed, where it was set */
    static ChangeSettings of(Config config) {
        var problems = new Problems();
        ChangeSettings settings = read(SettingsReader.ofAll(config, problems).section("http"));
        problems.throwIfAny();
        return settings;
    }

    /** Reads the section {@code perdure.http}. */
    static ChangeSettings read(SettingsReader http) {
        return new ChangeSettings(
                http.number("changes.max-streams", 0, 1_000_000),
                http.duration("changes.keep-alive", Duration.ofMillis(100), Duration.ofDays(1)));
    }
}
