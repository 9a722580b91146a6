package io.perdure.gateway;

import com.typesafe.config.Config;
import java.time.Duration;

/** The section {@code perdure.http.changes}, checked; see {@code reference.conf} for what each means. */
record ChangeSettings(int maxStreams, Duration keepAlive) {

    /** @throws IllegalArgumentException naming key, value, where it was set and what is allowed */
    static ChangeSettings of(Config config) {
        var read = new SettingsReader(config, HttpSettings.SECTION);
        return new ChangeSettings(
                (int) read.number("changes.max-streams", 0, 1_000_000),
                read.duration("changes.keep-alive", Duration.ofMillis(100)));
    }
}
