// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

import dev.cairn.server.config.LogLevel;

import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

import java.io.Serial;

/**
 * What a library has to say, told in the server's log: warnings and errors, and at level debug what it says in passing.
 *
 * <p>Libraries know one log for the whole JVM. With several servers in it, the one that was told last hears of them.
 */
final class LibraryLog extends LegacyAbstractLogger {
    @Serial private static final long serialVersionUID = 1L;

    private static volatile ServerLog target;

    /** Chronicle's libraries warn of what they can do without, such as a library that is left out on purpose. */
    private final boolean chatty;

    LibraryLog(String name) {
        this.name = name;
        this.chatty = name.startsWith("net.openhft");
    }

    static void tell(ServerLog log) {
        target = log;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return isOn(LogLevel.DEBUG);
    }

    @Override
    public boolean isWarnEnabled() {
        return isOn(chatty ? LogLevel.VERBOSE : LogLevel.WARNING);
    }

    @Override
    public boolean isErrorEnabled() {
        return isOn(LogLevel.WARNING);
    }

    private static boolean isOn(LogLevel level) {
        ServerLog log = target;
        return log != null && log.isOn(level);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable cause) {
        ServerLog log = target;
        if (log == null) {
            return;
        }
        String text =
                name.substring(name.lastIndexOf('.') + 1)
                        + ": "
                        + MessageFormatter.basicArrayFormat(pattern, arguments);
        if (level.toInt() < Level.WARN.toInt()) {
            log.debug(text);
        } else if (chatty && level == Level.WARN) {
            log.verbose(text);
        } else if (cause == null) {
            log.warning(text);
        } else {
            log.warning(text, cause);
        }
    }
}
