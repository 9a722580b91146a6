package io.perdure.orchestrations.internal.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hosts that this node may call; {@code *} stands for any number of characters, dots included. */
record HostPatterns(List<Pattern> allowed) {

    static HostPatterns of(List<String> patterns) {
        return new HostPatterns(patterns.stream().map(HostPatterns::pattern).toList());
    }

    /** @param host as {@link Target} writes it */
    boolean allow(String host) {
        return allowed.stream().anyMatch(pattern -> pattern.matcher(host).matches());
    }

    private static Pattern pattern(String host) {
        // Split keeps what follows the last star only if it is told to.
        return Pattern.compile(Arrays.stream(
                        Target.canonical(host.strip().toLowerCase(Locale.ROOT)).split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }
}
