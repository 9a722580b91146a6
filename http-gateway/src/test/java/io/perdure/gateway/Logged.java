package io.perdure.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What is logged while a test runs, down to DEBUG for what is ours and for the HTTP server. */
final class Logged extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final List<String> CLOSELY = List.of("io.perdure", "perdure", "akka.http");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Level> before;

    private Logged() {
        before = CLOSELY.stream().map(name -> logger(name).getLevel()).toList();
        CLOSELY.forEach(name -> logger(name).setLevel(Level.DEBUG));
        setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        start();
        logger(Logger.ROOT_LOGGER_NAME).addAppender(this);
    }

    static Logged everything() {
        return new Logged();
    }

    @Override
    protected void append(ILoggingEvent event) {
        var line = new StringBuilder(event.getLoggerName()).append(' ').append(event.getFormattedMessage());
        for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            line.append(' ').append(thrown.getMessage());
        }
        lines.add(line.toString());
    }

    /** The messages of one logger, in order. */
    List<String> of(String logger) {
        return lines.stream()
                .filter(line -> line.startsWith(logger + ' '))
                .map(line -> line.substring(logger.length() + 1))
                .toList();
    }

    String text() {
        return lines.stream().collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        logger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        for (int i = 0; i < CLOSELY.size(); i++) {
            logger(CLOSELY.get(i)).setLevel(before.get(i));
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
