package io.perdure.gateway;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpCharsets;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code GET /openapi.json} and {@code /docs/}: what the API is, for programs and for people. The page comes whole from this
 * node, with Swagger UI from its web jar.
 */
final class ApiDocs {
    private static final ContentType HTML = MediaTypes.TEXT_HTML.toContentType(HttpCharsets.UTF_8);
    private static final ContentType CSS = MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);
    private static final ContentType SCRIPT = MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);
    private static final String WEB_JAR = "/META-INF/resources/webjars/swagger-ui/";
    private static final String WEB_JAR_POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final RawHeader FROM_HERE_ONLY = RawHeader.create(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src"
                    + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    private static final RawHeader KEPT = RawHeader.create("Cache-Control", "public, max-age=3600");

    private final Endpoint description;
    private final Endpoint page;
    private final Endpoint toPage;
    private final Map<String, Endpoint> files;

    ApiDocs() {
        String library = WEB_JAR + version() + '/';
        description =
                served(ContentTypes.APPLICATION_JSON, description().toString().getBytes(StandardCharsets.UTF_8));
        page = served(HTML, bytes("docs/index.html"));
        toPage = open(HttpResponse.create()
                .withStatus(StatusCodes.PERMANENT_REDIRECT)
                .addHeader(RawHeader.create("Location", "docs/")));
        files = Map.of(
                "start.js", served(SCRIPT, bytes("docs/start.js")),
                "swagger-ui-bundle.js", served(SCRIPT, bytes(library + "swagger-ui-bundle.js")),
                "swagger-ui.css", served(CSS, bytes(library + "swagger-ui.css")));
    }

    /** The endpoint of this request; null when it asks for nothing of this. */
    @Nullable
    Endpoint find(Exchange exchange) {
        if (exchange.method() != HttpMethods.GET && exchange.method() != HttpMethods.HEAD) {
            return null;
        }
        if (exchange.length() == 1 && exchange.has(0, "openapi.json")) {
            return description;
        }
        if (!exchange.has(0, "docs")) {
            return null;
        }
        if (exchange.length() == 1) {
            // Its files are beside it: without the final slash a browser would look for them above.
            return exchange.request().getUri().path().endsWith("/") ? page : toPage;
        }
        return exchange.length() == 2 ? files.get(exchange.segment(1)) : null;
    }

    /** The description as data. */
    static ObjectNode description() {
        Object tree;
        try (InputStream yaml = ApiDocs.class.getResourceAsStream("openapi.yaml")) {
            tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        ObjectNode description = new ObjectMapper().valueToTree(tree);
        String version = ApiDocs.class.getPackage().getImplementationVersion();
        if (version != null) {
            ((ObjectNode) description.path("info")).put("version", version);
        }
        return description;
    }

    private static Endpoint served(ContentType type, byte[] content) {
        return open(HttpResponse.create()
                .withEntity(HttpEntities.create(type, content))
                .addHeader(FROM_HERE_ONLY)
                .addHeader(KEPT));
    }

    /** It says nothing that is not in the manual. */
    private static Endpoint open(HttpResponse answer) {
        Endpoint endpoint = exchange -> Stages.done(answer);
        return endpoint.needing(Access.PUBLIC);
    }

    /** The directory in the jar has the version as its name. */
    private static String version() {
        var pom = new Properties();
        try (InputStream properties = ApiDocs.class.getResourceAsStream(WEB_JAR_POM)) {
            pom.load(properties);
        } catch (IOException | NullPointerException missing) {
            throw new IllegalStateException("Swagger UI is not in the class path: " + WEB_JAR_POM, missing);
        }
        return pom.getProperty("version");
    }

    private static byte[] bytes(String resource) {
        try (InputStream file = ApiDocs.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("Not in the class path: " + resource);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
