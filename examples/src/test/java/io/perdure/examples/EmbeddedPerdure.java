package io.perdure.examples;

import com.typesafe.config.ConfigFactory;
import io.perdure.Perdure;
import io.perdure.entities.EntityClient;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Perdure with the examples for all tests of a class, on a directory of its own. Tests differ by key. */
final class EmbeddedPerdure implements BeforeAllCallback, AfterAllCallback {
    private Path data;
    private Perdure perdure;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        data = Files.createTempDirectory("perdure-examples");
        perdure = start(data);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        perdure.close();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    EntityClient entities() {
        return perdure.entities();
    }

    static Perdure start(Path data) {
        return Perdure.builder()
                .modules(List.of(new ExamplesModule()))
                .config(ConfigFactory.parseMap(Map.of("perdure.data", data.toString())))
                .start();
    }
}
