package io.perdure.gateway.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The image that -Pimage makes")
class ImageIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static Path root;
    private static JsonNode config;

    @BeforeAll
    static void unpack() throws IOException {
        Path image = Files.createDirectories(directory.resolve("image"));
        root = Files.createDirectories(directory.resolve("root"));
        run("tar", "-xf", System.getProperty("perdure.image"), "-C", image.toString());
        JsonNode index = JSON.readTree(image.resolve("index.json").toFile());
        JsonNode manifest = JSON.readTree(blob(image, index.at("/manifests/0")).toFile());
        config = JSON.readTree(blob(image, manifest.path("config")).toFile()).path("config");
        for (JsonNode layer : manifest.path("layers")) {
            run("tar", "-xzf", blob(image, layer).toString(), "-C", root.toString());
        }
    }

    private static Path blob(Path image, JsonNode descriptor) {
        return image.resolve("blobs").resolve(descriptor.path("digest").asText().replace(':', '/'));
    }

    @Test
    @DisplayName("runs as nobody in particular, and shows its three ports")
    void user_and_ports() {
        assertThat(config.path("User").asText()).isEqualTo("10001:10001");
        assertThat(config.path("ExposedPorts").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("8080/tcp", "2551/tcp", "8558/tcp");
    }

    @Test
    @DisplayName("has the JVM's flags of conf/jvm.options, but a share of the container's memory as heap")
    void flags() throws IOException {
        List<String> flags = Files.readAllLines(Path.of("..", "conf", "jvm.options")).stream()
                .filter(line -> line.startsWith("-") && !line.startsWith("-Xmx"))
                .toList();

        assertThat(entrypoint()).startsWith("java").containsAll(flags).contains("-XX:MaxRAMPercentage=70");
    }

    @Test
    @DisplayName("has all that the entry point needs: the node answers with its version")
    void starts() throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String argument : entrypoint().subList(1, entrypoint().size())) {
            command.add(argument.startsWith("@") ? classpath(argument.substring(1)) : argument);
        }
        command.add("--version");

        assertThat(run(command.toArray(String[]::new))).contains("perdure");
    }

    @Test
    @DisplayName("has the files that operators start from")
    void configuration() {
        assertThat(root.resolve("etc/perdure/cluster.conf")).exists();
    }

    private static List<String> entrypoint() {
        return StreamSupport.stream(config.path("Entrypoint").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static String classpath(String file) throws IOException {
        return Arrays.stream(Files.readString(root.resolve(file.substring(1)))
                        .strip()
                        .split(":"))
                .map(entry -> root.resolve(entry.substring(1)).toString())
                .collect(Collectors.joining(":"));
    }

    private static String run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            assertThat(process.waitFor()).as(output).isZero();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return output;
    }
}
