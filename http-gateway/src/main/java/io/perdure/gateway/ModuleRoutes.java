package io.perdure.gateway;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.server.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The routes of all modules: who is asked for a path below {@code /api}, and with which access. */
final class ModuleRoutes {
    /** In links and logs they must read as they were written: nothing that would be escaped. */
    private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]{1,100}");

    private final List<RouteGroup> groups;

    private final Bodies bodies;

    private ModuleRoutes(Bodies bodies, List<RouteGroup> groups) {
        this.bodies = bodies;
        this.groups = List.copyOf(groups);
    }

    /**
     * Asks the modules, in order, for their routes.
     *
     * @throws StartFailure naming the module whose routes cannot be made
     */
    static ModuleRoutes of(
            List<HttpModule> modules, HttpContext context, ActorSystem<?> system, Bodies bodies, Failures failures) {
        var groups = new ArrayList<RouteGroup>();
        for (HttpModule module : modules) {
            String name = Modules.nameOf(module);
            try {
                module.routes(new Collector(groups, new RouteSeal(name, failures, system)), context);
            } catch (RuntimeException | LinkageError failure) {
                throw StartFailure.config("Routes of module %s cannot be made: %s".formatted(name, failure));
            }
        }
        return new ModuleRoutes(bodies, groups);
    }

    /** The first to be asked; each names the next, and the last {@code otherwise}. */
    Endpoint find(Exchange exchange, Supplier<Endpoint> otherwise) {
        return find(0, exchange, otherwise);
    }

    private Endpoint find(int from, Exchange exchange, Supplier<Endpoint> otherwise) {
        for (int i = from; i < groups.size(); i++) {
            RouteGroup group = groups.get(i);
            if (group.covers(exchange)) {
                int next = i + 1;
                return new RouteEndpoint(group, bodies, () -> find(next, exchange, otherwise));
            }
        }
        return otherwise.get();
    }

    private record Collector(List<RouteGroup> groups, RouteSeal seal) implements HttpRoutes {

        @Override
        public HttpRoutes under(String prefix, Route route) {
            return add(prefix, null, route);
        }

        @Override
        public HttpRoutes under(String prefix, Access access, Route route) {
            return add(prefix, access, route);
        }

        private HttpRoutes add(String prefix, @Nullable Access access, Route route) {
            List<String> segments = List.of(prefix.split("/", -1));
            if (!segments.stream().allMatch(segment -> SEGMENT.matcher(segment).matches())) {
                throw new IllegalArgumentException(
                        "Prefix of routes: \"%.200s\" (expected: segments of letters, digits, '.', '_', '~' and '-', with '/' between them, such as shop/carts)."
                                .formatted(prefix));
            }
            groups.add(new RouteGroup(segments, access, seal.of(segments, route)));
            return this;
        }
    }
}
