package io.perdure.gateway;

import akka.http.javadsl.model.HttpMethods;
import org.jspecify.annotations.Nullable;

/**
 * One operation, as the audit log shows it. Of the query only what names the operation: it may have keys and reasons in it.
 *
 * @param action such as {@code terminate}
 * @param target the name of an orchestrator, the id of an instance or of an entity, or a path
 * @param detail the operation of an entity or the name of an event; null for none
 * @param routine whether applications do it all the time
 */
record AuditEntry(String action, String target, @Nullable String detail, boolean routine) {
    private static final int RESOURCE = 3;

    static AuditEntry of(Exchange exchange) {
        boolean durable = exchange.has(0, "runtime") && exchange.length() > RESOURCE;
        if (durable && exchange.has(RESOURCE, "orchestrators")) {
            return start(exchange, RESOURCE + 1);
        }
        if (durable && exchange.has(RESOURCE, "instances")) {
            return instance(exchange);
        }
        if (durable && exchange.has(RESOURCE, "entities")) {
            return entity(exchange);
        }
        return exchange.has(0, "api") && exchange.has(1, "orchestrators")
                ? start(exchange, 2)
                : new AuditEntry(exchange.method().value(), path(exchange), null, true);
    }

    private static AuditEntry start(Exchange exchange, int name) {
        String instance = exchange.concerned();
        return new AuditEntry("start", instance == null ? at(exchange, name + 1) : instance, at(exchange, name), true);
    }

    private static AuditEntry instance(Exchange exchange) {
        String id = at(exchange, RESOURCE + 1);
        String instance = exchange.concerned();
        if (exchange.method() == HttpMethods.DELETE) {
            return new AuditEntry("purge", id, id.isEmpty() ? filter(exchange) : null, false);
        }
        String operation = at(exchange, RESOURCE + 2);
        boolean event = operation.equalsIgnoreCase("raiseEvent");
        return new AuditEntry(
                event ? "raiseEvent" : operation.isEmpty() ? "read" : operation,
                id,
                event ? at(exchange, RESOURCE + 3) : instance,
                event);
    }

    private static AuditEntry entity(Exchange exchange) {
        String id = '@' + at(exchange, RESOURCE + 1) + '@' + at(exchange, RESOURCE + 2);
        if (exchange.method() == HttpMethods.DELETE) {
            return new AuditEntry("delete", id, null, false);
        }
        String operation = exchange.query().text("op");
        boolean call = exchange.has(RESOURCE + 3, "call");
        return new AuditEntry(call ? "call" : "signal", id, operation == null ? "" : operation, true);
    }

    /** What was to be purged: these say it, and have nothing secret. */
    private static String filter(Exchange exchange) {
        var query = exchange.query();
        return "from=%s to=%s status=%s"
                .formatted(query.text("createdTimeFrom"), query.text("createdTimeTo"), query.text("runtimeStatus"));
    }

    private static String at(Exchange exchange, int index) {
        return index < exchange.length() ? exchange.segment(index) : "";
    }

    private static String path(Exchange exchange) {
        var path = new StringBuilder();
        for (int i = 0; i < exchange.length(); i++) {
            path.append('/').append(exchange.segment(i));
        }
        return path.toString();
    }

    /** Names and values; texts in quotes, with nothing in them that could end a line or look like another field. */
    String line(String caller, String from, int status) {
        var line = new StringBuilder(160);
        field(line, "caller", caller);
        field(line, "from", from);
        field(line, "action", action);
        field(line, "target", target);
        if (detail != null) {
            field(line, "detail", detail);
        }
        return line.append("status=").append(status).toString();
    }

    private static void field(StringBuilder line, String name, String text) {
        line.append(name).append("=\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (isPlain(c)) {
                line.append(c);
            } else {
                line.append("\\u%04x".formatted((int) c));
            }
        }
        line.append("\" ");
    }

    /** Not control characters, line separators, or what changes the direction or the look of what follows. */
    private static boolean isPlain(char c) {
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.PRIVATE_USE
                && type != Character.UNASSIGNED;
    }
}
