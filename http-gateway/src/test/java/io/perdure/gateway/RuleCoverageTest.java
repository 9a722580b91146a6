package io.perdure.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;

@DisplayName("The rules of the HTTP API")
class RuleCoverageTest {
    private static final int RULES = 109;
    /** {@code H-57}, and {@code H-57 … H-62} for all in between. */
    private static final Pattern CITED = Pattern.compile("H-(\\d+)(?: … H-(\\d+))?");

    /** Rules that no test can pin here, each with the reason. */
    private static final Map<Integer, String> WITHOUT = Map.of();

    @Test
    @DisplayName("are each cited by the name of a test, or excused")
    void all() {
        var cited = new TreeSet<Integer>(WITHOUT.keySet());
        names().forEach(name -> CITED.matcher(name).results().forEach(found -> {
            int first = Integer.parseInt(found.group(1));
            int last = found.group(2) == null ? first : Integer.parseInt(found.group(2));
            IntStream.rangeClosed(first, last).forEach(cited::add);
        }));

        Set<Integer> missing =
                new TreeSet<>(IntStream.rangeClosed(1, RULES).boxed().toList());
        missing.removeAll(cited);
        assertThat(missing).as("rules without a test").isEmpty();
        assertThat(cited.last()).as("rules that are none").isEqualTo(RULES);
    }

    private static Stream<String> names() {
        return ReflectionSupport.findAllClassesInPackage(
                        RuleCoverageTest.class.getPackageName(), type -> true, name -> true)
                .stream()
                .flatMap(type -> Stream.<AnnotatedElement>concat(Stream.of(type), Stream.of(type.getDeclaredMethods())))
                .map(RuleCoverageTest::name)
                .filter(name -> !name.isEmpty());
    }

    private static String name(AnnotatedElement element) {
        var name = element.getAnnotation(DisplayName.class);
        return name == null ? "" : name.value();
    }
}
