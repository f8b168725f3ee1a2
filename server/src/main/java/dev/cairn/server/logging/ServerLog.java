// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

import dev.cairn.server.config.Config;
import dev.cairn.server.config.LogLevel;
import dev.cairn.server.config.LoggingConfig;
import dev.cairn.storage.time.Clock;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** The log of one server. */
public final class ServerLog {
    private final LogSink sink;
    private final Clock clock;
    private final long pid = ProcessHandle.current().pid();
    private volatile LogLevel level;
    private volatile LineFormat format;

    /** A log in the forms that the configuration asks for, now and when a client changes them. */
    public ServerLog(Config config, LogSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
        LoggingConfig logging = config.logging;
        follow(logging);
        config.listen(
                () -> follow(logging), logging.level, logging.format, logging.timestampFormat);
    }

    /** A log to the file that the configuration names, or else to {@code otherwise}. */
    public static ServerLog of(Config config, LogSink otherwise, Clock clock) {
        LoggingConfig logging = config.logging;
        return new ServerLog(
                config,
                logging.file.isEmpty()
                        ? otherwise
                        : LogSink.file(config.persistence.dir.resolve(logging.file.value())),
                clock);
    }

    private void follow(LoggingConfig logging) {
        level = logging.level.value();
        format = new LineFormat(logging.format.value(), logging.timestampFormat.value());
    }

    public boolean isOn(LogLevel wanted) {
        return wanted.compareTo(level) >= 0 && wanted != LogLevel.NOTHING;
    }

    public void debug(String text) {
        log(LogLevel.DEBUG, text);
    }

    public void verbose(String text) {
        log(LogLevel.VERBOSE, text);
    }

    public void notice(String text) {
        log(LogLevel.NOTICE, text);
    }

    public void warning(String text) {
        log(LogLevel.WARNING, text);
    }

    /** A warning about a fault of ours or of the machine, with all that is known of where it happened. */
    public void warning(String text, Throwable cause) {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        log(LogLevel.WARNING, text + ": " + cause);
        trace.toString().lines().skip(1).forEach(line -> log(LogLevel.WARNING, line));
    }

    public void log(LogLevel wanted, String text) {
        if (!isOn(wanted)) {
            return;
        }
        byte[] line =
                format.line(pid, clock.millis(), wanted, text).getBytes(StandardCharsets.UTF_8);
        synchronized (sink) {
            try {
                sink.write(line);
            } catch (IOException e) {
                return;
            }
        }
    }
}
