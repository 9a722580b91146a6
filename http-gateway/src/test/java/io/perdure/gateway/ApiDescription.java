package io.perdure.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds answers against {@code openapi.json}: status, headers, type and body have to be as it says. */
final class ApiDescription {
    static final ApiDescription INSTANCE = new ApiDescription(ApiDocs.description());

    private static final String LOCATION = "https://perdure.example/openapi.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final JsonNode description;
    private final SchemaRegistry schemas;
    private final List<Template> templates = new ArrayList<>();

    private record Template(Pattern pattern, String path) {}

    ApiDescription(JsonNode description) {
        this.description = description;
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(LOCATION, description.toString())));
        description.path("paths").fieldNames().forEachRemaining(path -> templates.add(template(path)));
    }

    /** @throws AssertionError when the description has nothing that fits */
    void check(HttpResponse<String> answer) {
        String problem =
                problem(answer.request().method(), answer.uri(), answer.statusCode(), answer.headers(), answer.body());
        if (problem != null) {
            throw new AssertionError("%s %s: %d %s is not what openapi.json says: %s"
                    .formatted(answer.request().method(), answer.uri(), answer.statusCode(), answer.body(), problem));
        }
    }

    /** What is wrong with an answer; null for nothing. */
    @Nullable
    String problem(String method, URI uri, int status, HttpHeaders headers, String body) {
        String path = templateOf(uri.getRawPath());
        JsonNode operation = path == null
                ? MissingNode.getInstance()
                : description.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            // Routes of modules, HEAD, and what is not there: nothing is said of these but this.
            return path != null && status < 400 && !method.equals("HEAD") ? "no such operation" : null;
        }
        String pointer = "/paths/%s/%s/responses/%d"
                .formatted(escaped(String.valueOf(path)), method.toLowerCase(Locale.ROOT), status);
        JsonNode response = description.at(pointer);
        if (response.isMissingNode()) {
            return "no such status";
        }
        if (response.has("$ref")) {
            pointer = response.path("$ref").asText().substring(1);
            response = description.at(pointer);
        }
        String missing = missingHeader(response, headers);
        return missing != null ? missing : wrongBody(response, pointer, status, headers, body);
    }

    private @Nullable String missingHeader(JsonNode response, HttpHeaders headers) {
        for (var header : response.path("headers").properties()) {
            if (headers.firstValue(header.getKey()).isEmpty()) {
                return "no header " + header.getKey();
            }
        }
        return null;
    }

    private @Nullable String wrongBody(
            JsonNode response, String pointer, int status, HttpHeaders headers, String body) {
        JsonNode content = response.path("content");
        if (body.isEmpty()) {
            boolean may = content.isEmpty() || status == NOT_FOUND;
            return may ? null : "no body";
        }
        String type =
                headers.firstValue("Content-Type").orElse("").split(";", 2)[0].trim();
        if (!content.has(type)) {
            return content.isEmpty() ? "a body" : "a body of type " + type;
        }
        try {
            var schema = schemas.getSchema(
                    SchemaLocation.of(LOCATION + '#' + pointer + "/content/" + escaped(type) + "/schema"));
            var errors = schema.validate(JSON.readTree(body));
            return errors.isEmpty() ? null : errors.toString();
        } catch (JsonProcessingException notJson) {
            return "not JSON";
        }
    }

    private @Nullable String templateOf(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return templates.stream()
                .filter(template -> template.pattern().matcher(plain).matches())
                .map(Template::path)
                .findFirst()
                .orElse(null);
    }

    private static Template template(String path) {
        String pattern =
                Pattern.compile("\\{[^}]*}").matcher(Pattern.quote(path)).replaceAll("\\\\E[^/]+\\\\Q");
        return new Template(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), path);
    }

    /** As part of a JSON pointer. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
