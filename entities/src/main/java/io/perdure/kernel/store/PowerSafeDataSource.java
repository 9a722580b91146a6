package io.perdure.kernel.store;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** H2 connections whose commits return only when the data is on the disk, beyond the operating system's cache. */
final class PowerSafeDataSource implements DataSource {
    private final JdbcDataSource h2;
    private final GroupSync sync = new GroupSync();

    PowerSafeDataSource(JdbcDataSource h2) {
        this.h2 = h2;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return PowerSafeConnection.wrap(h2.getConnection(), sync);
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return PowerSafeConnection.wrap(h2.getConnection(user, password), sync);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return h2.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        h2.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        h2.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return h2.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return h2.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return h2.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return h2.isWrapperFor(type);
    }
}
