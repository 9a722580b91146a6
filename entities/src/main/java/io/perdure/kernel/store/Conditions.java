package io.perdure.kernel.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds one WHERE clause together with its parameters. Values never become part of the SQL text. */
final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    Conditions and(String condition, Object... values) {
        conditions.add(condition);
        parameters.addAll(List.of(values));
        return this;
    }

    Conditions andIf(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    Conditions andIn(String column, Collection<String> values) {
        if (values.isEmpty()) {
            return this;
        }
        return and(
                column + " IN ("
                        + String.join(", ", values.stream().map(v -> "?").toList()) + ')',
                values.toArray());
    }

    /** By range and not by LIKE: the index serves it, and no character has a special meaning. */
    Conditions andStartsWith(String column, @Nullable String prefix, Dialect dialect) {
        if (prefix == null || prefix.isEmpty()) {
            return this;
        }
        return and(column + " >= ?", prefix).andIf(column + " < ?", dialect.afterPrefix(prefix));
    }

    String sql() {
        return String.join("\n  AND ", conditions);
    }

    /** Returns the number of the next free parameter. */
    int bind(PreparedStatement statement) throws SQLException {
        int position = 1;
        for (Object parameter : parameters) {
            statement.setObject(position++, parameter);
        }
        return position;
    }
}
