package io.perdure.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.perdure.DurableModule;
import io.perdure.entities.EntityContext;
import io.perdure.entities.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The real engine on a store of its own, for one test class. Has {@code Counter} (add, get, reset, fail, delete) and
 * {@code Note} (set, get, delete: the state is the last input), and the orchestrators of {@link SampleOrchestrators}
 * and {@link RuleOrchestrators}.
 */
final class RealEntities {
    private RealEntities() {}

    /** An engine that deletes its data when it is closed. */
    static Engine start(String... settings) {
        return startWith(List.of(), settings);
    }

    static Engine startWith(List<DurableModule> modules, String... settings) {
        Path data = temporaryDirectory();
        var config = ConfigFactory.parseString(String.join("\n", settings))
                .withFallback(ConfigFactory.parseString("perdure.data = \"%s\"".formatted(data)));
        DurableModule module =
                registry -> registry.entity("Counter", RealEntities::counter).entity("Note", RealEntities::note);
        var all = new ArrayList<>(modules);
        all.addAll(List.of(module, new SampleOrchestrators(), new RuleOrchestrators()));
        var engine = PerdureEngine.start(config, all);
        return new ForwardingEngine(engine) {
            @Override
            public void close() {
                super.close();
                delete(data);
            }
        };
    }

    private static @Nullable Object counter(EntityContext context) {
        int value = context.state(Integer.class, () -> 0);
        String operation = context.operation().toLowerCase(Locale.ROOT);
        if (operation.equals("add")) {
            if (!context.hasInput()) {
                throw new InvalidInputException("Input: none (expected: a whole number).", null);
            }
            int sum = value + context.input(Integer.class);
            context.setState(sum);
            return sum;
        }
        if (operation.equals("get")) {
            return value;
        }
        if (operation.equals("reset")) {
            context.setState(0);
            return null;
        }
        if (operation.equals("delete")) {
            context.deleteState();
            return null;
        }
        if (operation.equals("fail")) {
            throw new IllegalStateException("no more", new ArithmeticException("overflow"));
        }
        throw context.unknownOperation();
    }

    private static @Nullable Object note(EntityContext context) {
        String operation = context.operation().toLowerCase(Locale.ROOT);
        if (operation.equals("set")) {
            context.setState(context.input(JsonNode.class));
            return null;
        }
        if (operation.equals("get")) {
            return context.state(JsonNode.class);
        }
        if (operation.equals("delete")) {
            context.deleteState();
            return null;
        }
        throw context.unknownOperation();
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("perdure-gateway");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
