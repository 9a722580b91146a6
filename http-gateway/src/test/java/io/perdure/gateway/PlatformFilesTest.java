package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.PerdureConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

@DisplayName("What operators are given for their platform")
class PlatformFilesTest {
    private static final Path CONF = Path.of("..", "conf");
    /** {@code Main} ends a node that hangs after this. */
    private static final Duration STOPPED = Duration.ofSeconds(60);

    @Nested
    @DisplayName("conf/kubernetes.yaml")
    class Kubernetes {
        private static final Map<String, JsonNode> OBJECTS = new HashMap<>();

        private final JsonNode pod = OBJECTS.get("Deployment/perdure").at("/spec/template");
        private final JsonNode node = pod.at("/spec/containers/0");

        @BeforeAll
        static void read() throws IOException {
            var mapper = new ObjectMapper();
            for (Object each : new Yaml().loadAll(Files.readString(CONF.resolve("kubernetes.yaml")))) {
                JsonNode object = mapper.valueToTree(each);
                OBJECTS.put(
                        object.path("kind").asText()
                                + '/'
                                + object.at("/metadata/name").asText(),
                        object);
            }
        }

        @Test
        @DisplayName("sets variables that exist, to values that the node starts with")
        void variables() {
            Map<String, String> environment = environment();

            assertThat(NodeConfig.VARIABLES.keySet()).containsAll(environment.keySet());
            Config config = NodeConfig.load(Map.of(), environment, null).given();
            Config checked = PerdureConfig.withDefaults(config);
            assertThat(checked.getString("akka.management.cluster.bootstrap.contact-point-discovery.discovery-method"))
                    .isEqualTo("kubernetes-api");
        }

        @Test
        @DisplayName("opens the ports that the node listens on")
        void ports() {
            Config config = NodeConfig.load(Map.of(), environment(), null).full();

            assertThat(portNamed("http")).isEqualTo(config.getInt("perdure.http.port"));
            assertThat(portNamed("cluster")).isEqualTo(config.getInt("perdure.cluster.port"));
            assertThat(portNamed("contact")).isEqualTo(config.getInt("perdure.cluster.bootstrap.port"));
        }

        @Test
        @DisplayName("labels its pods as the node looks for them, and as its services, budget and policy select them")
        void labels() {
            Config config = NodeConfig.load(Map.of(), environment(), null).full();
            String[] wanted = config.getString("perdure.cluster.bootstrap.pod-label-selector")
                    .formatted(config.getString("perdure.cluster.bootstrap.service-name"))
                    .split("=");
            JsonNode labels = pod.at("/metadata/labels");

            assertThat(labels.path(wanted[0]).asText()).isEqualTo(wanted[1]);
            assertThat(List.of(
                            OBJECTS.get("Service/perdure").at("/spec/selector"),
                            OBJECTS.get("Service/perdure-nodes").at("/spec/selector"),
                            OBJECTS.get("PodDisruptionBudget/perdure").at("/spec/selector/matchLabels"),
                            OBJECTS.get("NetworkPolicy/perdure").at("/spec/podSelector/matchLabels"),
                            OBJECTS.get("Deployment/perdure").at("/spec/selector/matchLabels")))
                    .allMatch(labels::equals);
        }

        @Test
        @DisplayName("gives the node the right to list pods, under its own account")
        void rights() {
            JsonNode rule = OBJECTS.get("Role/perdure-find-nodes").at("/rules/0");
            JsonNode binding = OBJECTS.get("RoleBinding/perdure-find-nodes");

            assertThat(texts(rule.path("resources"))).containsExactly("pods");
            assertThat(texts(rule.path("verbs"))).contains("list");
            assertThat(binding.at("/roleRef/name").asText()).isEqualTo("perdure-find-nodes");
            assertThat(binding.at("/subjects/0/name").asText())
                    .isEqualTo(pod.at("/spec/serviceAccountName").asText());
            assertThat(OBJECTS).containsKey("ServiceAccount/perdure");
        }

        @Test
        @DisplayName("waits longer than a start and a stop may take")
        void times() {
            Config config = ConfigFactory.defaultReference();
            int startup = node.at("/startupProbe/periodSeconds").asInt()
                    * node.at("/startupProbe/failureThreshold").asInt();

            assertThat(pod.at("/spec/terminationGracePeriodSeconds").asLong())
                    .isGreaterThan(STOPPED.toSeconds()
                            + node.at("/lifecycle/preStop/sleep/seconds").asLong());
            assertThat(startup).isGreaterThan((int)
                    config.getDuration("perdure.join-timeout").toSeconds());
            assertThat(node.at("/readinessProbe/timeoutSeconds").asLong())
                    .isGreaterThan(
                            config.getDuration("perdure.http.readiness-timeout").toSeconds());
        }

        @Test
        @DisplayName("asks the node at paths that it has")
        void probes() {
            assertThat(node.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/live");
            assertThat(node.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
            assertThat(node.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
        }

        @Test
        @DisplayName("lets the node do no more than it needs")
        void security() {
            assertThat(pod.at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(node.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(node.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(texts(node.at("/securityContext/capabilities/drop"))).containsExactly("ALL");
        }

        @Test
        @DisplayName("forms no cluster before a majority of the nodes is there")
        void majority() {
            int replicas =
                    OBJECTS.get("Deployment/perdure").at("/spec/replicas").asInt();

            assertThat(Integer.parseInt(environment().get("PERDURE_CLUSTER_BOOTSTRAP_REQUIRED_CONTACT_POINTS")))
                    .isEqualTo(replicas / 2 + 1);
        }

        @Test
        @DisplayName("takes secrets from where the pod has them")
        void secrets() {
            String mounted = node.at("/volumeMounts/0/mountPath").asText();

            assertThat(environment().get("PERDURE_HTTP_KEY_FILE"))
                    .isEqualTo(mounted
                            + '/'
                            + pod.at("/spec/volumes/0/secret/items/0/path").asText());
        }

        private int portNamed(String name) {
            return StreamSupport.stream(node.path("ports").spliterator(), false)
                    .filter(port -> port.path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .path("containerPort")
                    .asInt();
        }

        private Map<String, String> environment() {
            var environment = new HashMap<String, String>();
            for (JsonNode variable : node.path("env")) {
                boolean address =
                        variable.at("/valueFrom/fieldRef/fieldPath").asText().equals("status.podIP");
                environment.put(
                        variable.path("name").asText(),
                        variable.path("value").asText(address ? "10.1.2.3" : "from a secret"));
            }
            return environment;
        }
    }

    @Nested
    @DisplayName("conf/perdure.service")
    class Systemd {
        @Test
        @DisplayName("restarts a node, except when a person has to mend something, and waits until it has stopped")
        void restarts() throws IOException {
            Map<String, String> unit = unit();

            assertThat(unit).containsEntry("Restart", "on-failure");
            assertThat(unit.get("RestartPreventExitStatus").split(" "))
                    .contains(Integer.toString(StartFailure.CONFIG), Integer.toString(StartFailure.USAGE))
                    .doesNotContain(Integer.toString(StartFailure.UNAVAILABLE));
            assertThat(Long.parseLong(unit.get("TimeoutStopSec"))).isGreaterThan(STOPPED.toSeconds());
        }

        @Test
        @DisplayName("starts the node with options that exist, on files that it says how to install")
        void command() throws IOException {
            String text = Files.readString(CONF.resolve("perdure.service"));
            String command = unit().get("ExecStart");

            String arguments = command.substring(command.indexOf("--config"));
            var started = new ArrayList<NodeConfig>();
            Path config = CONF.resolve("cluster.conf");
            int code = NodeCommand.commandLine(new NodeCommand(Map.of(), given -> started.add(given) ? 0 : 1))
                    .execute(arguments
                            .replace("/etc/perdure/cluster.conf", config.toString())
                            .split(" "));
            assertThat(code).isZero();
            assertThat(command)
                    .startsWith("/usr/bin/java @/etc/perdure/jvm.options -jar /usr/lib/perdure/perdure-node.jar");
            assertThat(text).contains("conf/cluster.conf conf/jvm.options", "/usr/lib/perdure/perdure-node.jar\n");
        }

        @Test
        @DisplayName("is what systemd takes for a unit")
        void verified(@TempDir Path directory) throws IOException, InterruptedException {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")));
            String text = Files.readString(CONF.resolve("perdure.service"));
            Path unit =
                    Files.writeString(directory.resolve("perdure.service"), text.replace("/usr/bin/java", "/bin/true"));

            var process = new ProcessBuilder("systemd-analyze", "verify", unit.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes());

            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said).doesNotContain("perdure.service:");
        }

        private Map<String, String> unit() throws IOException {
            return Files.readAllLines(CONF.resolve("perdure.service")).stream()
                    .filter(line -> Pattern.matches("[A-Za-z]+=.*", line))
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
