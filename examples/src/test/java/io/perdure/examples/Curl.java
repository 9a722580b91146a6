package io.perdure.examples;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a shell and of curl as the README uses: quotes, variables, {@code -i}, {@code -X}, {@code -H}, {@code -d}. */
final class Curl {
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
    private static final Pattern PIECE = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^'\"]+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");

    private final HttpClient client = HttpClient.newHttpClient();

    /** Runs it and gives what it would print; of the head of a response only the protocol and the status. */
    String run(String command, Map<String, String> variables) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String method = null;
        String body = null;
        boolean head = false;
        var words = words(command, variables).listIterator(1);
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("-i")) {
                head = true;
            } else if (word.equals("-X")) {
                method = words.next();
            } else if (word.equals("-d")) {
                body = words.next();
            } else if (word.equals("-H")) {
                String[] header = words.next().split(": ", 2);
                request.header(header[0], header[1]);
            } else if (word.startsWith("http://")) {
                request.uri(URI.create(word));
            } else {
                throw new IllegalArgumentException("Word '%s' of: %s (expected: one that %s knows)."
                        .formatted(word, command, Curl.class.getSimpleName()));
            }
        }
        request.method(
                method != null ? method : body == null ? "GET" : "POST",
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return head ? "HTTP/1.1 " + response.statusCode() + '\n' + response.body() : response.body();
    }

    private static List<String> words(String command, Map<String, String> variables) {
        var words = new ArrayList<String>();
        WORD.matcher(command).results().forEach(word -> {
            var text = new StringBuilder();
            PIECE.matcher(word.group()).results().forEach(piece -> {
                String literal = piece.group(1);
                String open = piece.group(2) != null ? piece.group(2) : piece.group(3);
                text.append(literal != null ? literal : expanded(open, variables));
            });
            words.add(text.toString());
        });
        return words;
    }

    static String expanded(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String value = variables.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("Variable $%s is not set in: %s".formatted(found.group(1), text));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
