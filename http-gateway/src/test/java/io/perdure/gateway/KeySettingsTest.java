package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The settings of access keys")
class KeySettingsTest {
    private static final String KEY = "0123456789abcdef-secret";

    @TempDir
    private Path directory;

    @Test
    @DisplayName("none: there are no keys")
    void none() {
        assertThat(keys("").isEmpty()).isTrue();
    }

    @Test
    @DisplayName("key: one that may do everything")
    void one() {
        Caller caller = keys("perdure.http.key = \"%s\"".formatted(KEY)).find(KEY);

        assertThat(caller).isEqualTo(new Caller("default", Access.ADMIN, KEY));
    }

    @Test
    @DisplayName("PERDURE_HTTP_KEY_FILE: the same from a file, without the line's end")
    void from_file() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), KEY + "\n");
        Config config = NodeConfig.load(Map.of(), Map.of("PERDURE_HTTP_KEY_FILE", file.toString()), null)
                .full();

        assertThat(KeySettings.of(config).find(KEY)).isNotNull();
    }

    @Test
    @DisplayName("keys: each with a name and a role, from the file or the setting")
    void by_role() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), "the-key-of-the-dashboard");

        Keys keys = keys("""
                perdure.http.keys = [
                  { name = dashboard, role = read, file = "%s" }
                  { name = shop, role = Operate, key = "%s" }
                ]""".formatted(file, KEY));

        assertThat(keys.find("the-key-of-the-dashboard")).hasToString("dashboard (READ)");
        assertThat(keys.find(KEY)).hasToString("shop (OPERATE)");
        assertThat(keys.find(KEY + "x")).isNull();
    }

    @ParameterizedTest
    @DisplayName("that are wrong are refused, naming what is wrong, and never the key")
    @CsvSource(delimiter = '|', textBlock = """
                    key = "short-secret"                                     | perdure.http.key  | 16 to 256
                    key = "key with blanks secret"                           | perdure.http.key  | visible ASCII
                    key = "secret-key-of-enough-length", key-file = /tmp/k   | key-file          | not both
                    key-file = /there/is/none/secret                         | key-file          | readable file
                    keys = [{ role = read, key = "secret-secret-secret" }]   | keys              | no name
                    keys = [{ name = a, key = "secret-secret-secret" }]      | keys              | no role
                    keys = [{ name = a, role = boss, key = "secret-secret-secret" }] | keys ("a") | read, operate or admin
                    keys = [{ name = "a b", role = read, key = "secret-secret-secret" }] | keys   | letters
                    keys = [{ name = a, role = read }]                       | keys ("a")        | either a key or a file
                    keys = [{ name = a, role = read, key = "secret-secret-secret", file = "/x" }] | keys ("a") | either a key or a file
                    keys = [{ name = a, role = read, key = "secret-secret-secret" }, { name = a, role = read, key = "secret-secret-secreT" }] | keys ("a") | another name
                    """)
    void wrong(String settings, String where, String expected) {
        assertThatThrownBy(() -> keys("perdure.http { %s }".formatted(settings)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(where, expected, "set by")
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("secret-secret", "short-secret", "blanks");
    }

    @Test
    @DisplayName("are taken out of the configuration that others get")
    void removed() {
        Config config = config(
                "perdure.http { key = \"%s\", keys = [{ name = a, role = read, key = \"%<s\" }] }".formatted(KEY));

        assertThat(KeySettings.removed(config).root().render()).doesNotContain(KEY);
    }

    private static Keys keys(String settings) {
        return KeySettings.of(config(settings));
    }

    private static Config config(String settings) {
        return ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.load())
                .resolve();
    }
}
