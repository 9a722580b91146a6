package io.perdure.benchmarks;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.nio.file.Path;
import java.util.Map;

/** The one place that knows by which keys a store is configured. */
final class StoreSettings {
    private StoreSettings() {}

    static String h2(Path data, String durability) {
        return render(
                Map.of("perdure.store", "h2", "perdure.data", data.toString(), "perdure.h2.durability", durability));
    }

    static String postgres(String url, String user) {
        return render(Map.of(
                "perdure.store",
                "postgres",
                "perdure.postgres.url",
                url,
                "perdure.postgres.user",
                user,
                "perdure.postgres.password",
                ""));
    }

    private static String render(Map<String, String> settings) {
        return ConfigFactory.parseMap(settings).root().render(ConfigRenderOptions.concise());
    }
}
