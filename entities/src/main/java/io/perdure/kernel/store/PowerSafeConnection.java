package io.perdure.kernel.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;

/**
 * Adds {@code CHECKPOINT SYNC} after each commit of an H2 connection that wrote something: explicit commits, and
 * statements that commit by themselves. With {@code WRITE_DELAY=0} the commit has handed everything to the operating
 * system before; the checkpoint is then one fsync. What only read pays nothing.
 */
final class PowerSafeConnection implements InvocationHandler {

    private static final Set<String> WRITES =
            Set.of("executeUpdate", "executeLargeUpdate", "executeBatch", "executeLargeBatch");

    private final JdbcConnection h2;
    private final GroupSync sync;
    private @Nullable PreparedStatement checkpoint;

    private PowerSafeConnection(JdbcConnection h2, GroupSync sync) {
        this.h2 = h2;
        this.sync = sync;
    }

    static Connection wrap(Connection connection, GroupSync sync) throws SQLException {
        return proxy(Connection.class, new PowerSafeConnection(connection.unwrap(JdbcConnection.class), sync));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        return switch (method.getName()) {
            // setAutoCommit, because JDBC says that it commits when it changes the mode.
            case "commit", "setAutoCommit" -> {
                boolean wrote = !h2.isClosed() && h2.getSession().hasPendingTransaction();
                Object nothing = call(h2, method, args);
                if (wrote) {
                    sync.afterCommit(this::force);
                }
                yield nothing;
            }
            case "createStatement", "prepareStatement", "prepareCall" -> {
                Object statement = Objects.requireNonNull(call(h2, method, args));
                yield proxy(method.getReturnType(), (InvocationHandler)
                        (self, itsMethod, itsArgs) -> onStatement(statement, itsMethod, itsArgs));
            }
            default -> call(h2, method, args);
        };
    }

    private @Nullable Object onStatement(Object statement, Method method, Object @Nullable [] args) throws Throwable {
        Object result = call(statement, method, args);
        boolean wrote = WRITES.contains(method.getName())
                || (method.getName().equals("execute") && Boolean.FALSE.equals(result)); // false: no rows came back
        if (wrote && h2.getAutoCommit()) {
            sync.afterCommit(this::force);
        }
        return result;
    }

    private void force() throws SQLException {
        PreparedStatement statement = checkpoint;
        if (statement == null) {
            statement = h2.prepareStatement("CHECKPOINT SYNC");
            checkpoint = statement;
        }
        statement.execute();
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(PowerSafeConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
