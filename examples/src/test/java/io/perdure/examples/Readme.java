package io.perdure.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The fenced blocks of the project's README. */
final class Readme {
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private Readme() {}

    /**
     * A line of shell, and the comment lines under it.
     *
     * @param expected what it should answer, without the comment signs; empty for nothing in particular
     */
    record Step(String command, String expected) {
        @Override
        public String toString() {
            return command;
        }
    }

    /** All lines of all {@code sh} blocks, in order. */
    static List<Step> walk() throws IOException {
        var steps = new ArrayList<Step>();
        for (String block : blocks("sh")) {
            for (String line : block.lines().filter(text -> !text.isBlank()).toList()) {
                if (line.startsWith("#")) {
                    Step last = steps.remove(steps.size() - 1);
                    steps.add(new Step(
                            last.command(), last.expected() + line.substring(1).strip() + '\n'));
                } else {
                    steps.add(new Step(line.strip(), ""));
                }
            }
        }
        return steps;
    }

    static List<String> blocks(String language) throws IOException {
        String text = Files.readString(Path.of("..", "README.md"));
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }
}
