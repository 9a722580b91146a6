package io.perdure.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Written records, looked at without their classes. */
final class Trees {
    private static final CBORMapper CBOR = new CBORMapper();

    private Trees() {}

    static JsonNode of(byte[] bytes) {
        try {
            return CBOR.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return CBOR.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a newer version would write it: each record has more fields than anybody knows. */
    static JsonNode newer(JsonNode tree) {
        JsonNode copy = tree.deepCopy();
        enrich(copy);
        return copy;
    }

    private static void enrich(JsonNode tree) {
        tree.forEach(Trees::enrich);
        boolean isMap = tree.has(Samples.MAP_KEY) || tree.has(Samples.ADDRESS) || tree.isEmpty();
        if (tree instanceof ObjectNode record && !isMap) {
            record.put("newText", "newer");
            record.putObject("newRecord").put("deep", 1).putArray("list").add(true);
        }
    }

    /** What of {@code before} is missing or another in {@code now}, by its path; what is new does not count. */
    static List<String> lost(JsonNode before, JsonNode now, String path) {
        var lost = new ArrayList<String>();
        if (before.isObject() && now.isObject()) {
            before.fields()
                    .forEachRemaining(field ->
                            lost.addAll(lost(field.getValue(), now.path(field.getKey()), path + '/' + field.getKey())));
        } else if (before.isArray() && now.isArray() && before.size() <= now.size()) {
            for (int i = 0; i < before.size(); i++) {
                lost.addAll(lost(before.get(i), now.get(i), path + '/' + i));
            }
        } else if (!before.equals(now)) {
            lost.add("%s: was %s, is %s".formatted(path, before, now.isMissingNode() ? "missing" : now));
        }
        return lost;
    }
}
