package io.perdure.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One node with the examples for all tests of their routes, as users run it. Tests differ by key. */
public final class ExamplesNode implements BeforeAllCallback {
    /** Under which the node believes to be reached from outside. */
    public static final String PUBLIC_URL = "https://examples.test";

    private Shared shared;

    @Override
    public void beforeAll(ExtensionContext context) {
        shared = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(ExamplesNode.class))
                .getOrComputeIfAbsent(Shared.class);
    }

    /** @param json empty for no body */
    public HttpResponse<String> send(String method, String path, String json) {
        return send(method, path, "application/json", json);
    }

    public HttpResponse<String> send(String method, String path, String type, String body) {
        var request = HttpRequest.newBuilder(shared.node.uri().resolve(path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        try {
            return shared.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the node has said so far. */
    public String log() {
        try {
            return Files.readString(shared.log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** JUnit closes it after the last test. */
    private static final class Shared implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final Path data;
        private final Path log;
        private final NodeProcess node;

        Shared() throws IOException {
            data = Files.createTempDirectory("perdure-examples");
            log = data.resolve("node.log");
            node = NodeProcess.start(
                    data,
                    ProcessBuilder.Redirect.to(log.toFile()),
                    "-Dlogback.configurationFile=logback.xml",
                    "-Dperdure.http.public-url=" + PUBLIC_URL);
        }

        @Override
        public void close() throws IOException {
            node.close();
            try (var files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
