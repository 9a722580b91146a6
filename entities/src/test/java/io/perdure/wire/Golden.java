package io.perdure.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What former versions wrote: {@code src/test/resources/wire/v<N>/<group>.txt}, a line for each sample. Files of versions that
 * were released never change.
 */
final class Golden {
    private static final Path DIRECTORY = Path.of("src/test/resources/wire");

    private Golden() {}

    static List<String> versions() {
        try (Stream<Path> found = Files.list(DIRECTORY)) {
            return found.map(version -> version.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By format and sample. */
    static Map<String, byte[]> read(String version, String group) {
        Path file = DIRECTORY.resolve(version).resolve(group + ".txt");
        try {
            var bytes = new TreeMap<String, byte[]>();
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                int equals = line.indexOf(" = ");
                bytes.put(line.substring(0, equals), Base64.getDecoder().decode(line.substring(equals + 3)));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(String version, String group, Map<String, byte[]> samples) {
        var lines = new TreeMap<>(samples)
                .entrySet().stream()
                        .map(one -> one.getKey() + " = " + Base64.getEncoder().encodeToString(one.getValue()))
                        .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.createDirectories(DIRECTORY.resolve(version));
            Files.writeString(DIRECTORY.resolve(version).resolve(group + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
