package io.perdure.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The README")
class ReadmeTest {
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)=(.*)");
    /** To a file: not to another site, and without what comes after #. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

    private static final Pattern DATE = Pattern.compile("\\$\\(date -u -d '\\+(\\d+) seconds' \\+%FT%TZ\\).*");
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final Map<String, String> variables = new HashMap<>();
    private final Curl curl = new Curl();
    /** For the next step: as after a {@code sleep}, it may take until then. */
    private Duration patience = Duration.ZERO;

    @Test
    @DisplayName(
            "answers as it says, request by request, over a kill -9 (E-118, E-123, E-124, O-161 … O-173, H-25 … H-41, H-57, H-60, H-92 … H-99)")
    void walk(@TempDir Path data) throws Exception {
        List<Readme.Step> steps = Readme.walk();
        assertThat(steps).hasSizeGreaterThan(20).anyMatch(step -> step.command().startsWith("kill -9"));
        NodeProcess node = NodeProcess.start(data);
        try {
            for (Readme.Step step : steps) {
                String command = step.command();
                if (command.startsWith("kill -9 ")) {
                    node.kill();
                } else if (command.startsWith("java -jar ")) {
                    node = NodeProcess.start(data);
                } else {
                    run(step, node);
                }
            }
        } finally {
            node.close();
        }
    }

    @Test
    @DisplayName("shows code that is in the examples, line by line")
    void code() throws IOException {
        List<String> sources = sources();

        assertThat(Readme.blocks("java"))
                .hasSizeGreaterThan(3)
                .allSatisfy(block -> assertThat(sources).as(block).anyMatch(source -> hasInOrder(source, block)));
    }

    @Test
    @DisplayName("links to files that are there, and so do the guides")
    void links() throws IOException {
        try (var guides = Files.list(Path.of("..", "docs"))) {
            assertThat(Stream.concat(Stream.of(Path.of("..", "README.md")), guides)
                            .flatMap(ReadmeTest::linked)
                            .distinct())
                    .hasSizeGreaterThan(20)
                    .allSatisfy(file -> assertThat(file).exists());
        }
    }

    private static Stream<Path> linked(Path page) {
        return LINK.matcher(read(page)).results().map(link -> page.resolveSibling(link.group(1)));
    }

    private void run(Readme.Step step, NodeProcess node) {
        Matcher assignment = ASSIGNMENT.matcher(step.command());
        if (step.command().startsWith("curl ")) {
            // The port differs between README and test, and between the node before and after the kill.
            variables.replaceAll((name, value) ->
                    value.replaceFirst("^http://[^/]*", node.uri().toString()));
            answers(step);
        } else if (step.command().startsWith("sleep ")) {
            patience = Duration.ofSeconds(Long.parseLong(step.command().substring(6)));
        } else if (assignment.matches()) {
            variables.put(assignment.group(1), value(assignment.group(2)));
        } else {
            fail("A step that this test does not know: %s", step);
        }
    }

    private void answers(Readme.Step step) {
        String pattern = pattern(step.expected());
        if (patience.isZero()) {
            assertThat(compact(answer(step))).as("%s", step).matches(pattern);
        } else {
            await().atMost(patience.plus(SLACK))
                    .untilAsserted(() ->
                            assertThat(compact(answer(step))).as("%s", step).matches(pattern));
            patience = Duration.ZERO;
        }
    }

    private String answer(Readme.Step step) {
        try {
            return curl.run(step.command(), variables);
        } catch (Exception failed) {
            throw new AssertionError(step.command(), failed);
        }
    }

    private static String value(String text) {
        Matcher date = DATE.matcher(text);
        if (date.matches()) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            return now.plusSeconds(Long.parseLong(date.group(1))).toString();
        }
        assertThat(text).doesNotContain("$", "`");
        return text.replaceAll("^'(.*)'$", "$1");
    }

    /** White space does not count, … stands for anything, and a status needs no reason beside it. */
    private static String pattern(String expected) {
        String status = expected.replaceFirst("(HTTP/1\\.1 \\d{3}) [A-Z][A-Za-z ]*", "$1");
        return Stream.of(compact(status).split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private static String compact(String text) {
        return text.replaceAll("\\s", "");
    }

    private static boolean hasInOrder(String source, String block) {
        Iterator<String> lines = source.lines().map(String::strip).iterator();
        return block.lines().map(String::strip).filter(line -> !line.isEmpty()).allMatch(wanted -> {
            while (lines.hasNext()) {
                if (lines.next().equals(wanted)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static List<String> sources() throws IOException {
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(Files::isRegularFile).map(ReadmeTest::read).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
