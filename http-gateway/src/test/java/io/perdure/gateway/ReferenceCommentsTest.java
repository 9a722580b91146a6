package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In the reference.conf of each module")
class ReferenceCommentsTest {
    private static final Pattern BOUNDS = Pattern.compile("\\d[\\d,]* (to|or more)|at (least|most) \\d");

    /** Akka explains them. */
    private static final List<String> OTHERS = List.of("perdure.entities.dispatcher", "perdure.kernel.dispatchers");

    /** Not settings. */
    private static final String PROTOCOL = "perdure.cluster.protocol";

    @ParameterizedTest
    @ValueSource(strings = {"entities", "orchestrations", "http-gateway"})
    @DisplayName("each key has a comment above it or its group")
    void comments(String module) throws IOException {
        Path file = file(module);
        List<String> lines = Files.readAllLines(file);
        var without = new ArrayList<String>();
        settings(file).entrySet().forEach(entry -> {
            if (above(lines, entry.getValue().origin().lineNumber()).isEmpty()) {
                without.add(entry.getKey());
            }
        });

        assertThat(without).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"entities", "orchestrations", "http-gateway"})
    @DisplayName("each count has its bounds in the comment")
    void bounds(String module) throws IOException {
        Path file = file(module);
        List<String> lines = Files.readAllLines(file);
        var without = new ArrayList<String>();
        settings(file).entrySet().stream()
                .filter(entry -> entry.getValue().valueType() == ConfigValueType.NUMBER
                        && !entry.getKey().equals(PROTOCOL)
                        && !entry.getKey().startsWith("perdure.http.server.")
                        && OTHERS.stream().noneMatch(entry.getKey()::startsWith))
                .forEach(entry -> {
                    int line = entry.getValue().origin().lineNumber();
                    if (!BOUNDS.matcher(above(lines, line)).find()) {
                        without.add(entry.getKey());
                    }
                });

        assertThat(without).isEmpty();
    }

    private static Path file(String module) {
        return Path.of("..", module, "src", "main", "resources", "reference.conf");
    }

    private static Config settings(Path file) {
        return ConfigFactory.parseFile(
                        file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
                .withOnlyPath("perdure");
    }

    /** The nearest comment above a line, with no blank line between; empty when there is none. */
    private static String above(List<String> lines, int number) {
        int last = number - 2;
        while (last >= 0 && !isComment(lines.get(last)) && !lines.get(last).isBlank()) {
            last--;
        }
        int first = last;
        while (first >= 0 && isComment(lines.get(first))) {
            first--;
        }
        return String.join(" ", lines.subList(first + 1, last + 1)).replaceAll("\\s*#\\s*", " ");
    }

    private static boolean isComment(String line) {
        return line.strip().startsWith("#");
    }
}
