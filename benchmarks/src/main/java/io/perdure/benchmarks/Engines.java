package io.perdure.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The engines behind the names of {@code --store}. */
final class Engines {
    private Engines() {}

    static List<Engine> of(List<String> stores, Path directory) throws IOException {
        List<Engine> engines = new ArrayList<>();
        if (stores.contains("h2")) {
            engines.add(new H2Engine(H2Engine.Durability.POWER, directory));
            engines.add(new H2Engine(H2Engine.Durability.PROCESS, directory));
        }
        if (stores.contains("postgres")) {
            engines.add(PostgresEngine.start(directory));
        }
        return engines;
    }

    static List<String> describe(List<Engine> engines) throws SQLException {
        List<String> descriptions = new ArrayList<>();
        for (Engine engine : engines) {
            descriptions.add(engine.description());
        }
        return descriptions;
    }
}
