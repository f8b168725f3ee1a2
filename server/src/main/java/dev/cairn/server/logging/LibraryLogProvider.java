// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.logging;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes SLF4J, through which Netty and Chronicle log, speak to {@link LibraryLog}. Found by its service file. */
public final class LibraryLogProvider implements SLF4JServiceProvider {
    private static final String API_VERSION = "2.0.99";

    private final Map<String, LibraryLog> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    /** Has libraries tell this log from now on. Before they say anything, they need not look through all jars for us then. */
    public static void tell(ServerLog log) {
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, LibraryLogProvider.class.getName());
        LibraryLog.tell(log);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, LibraryLog::new);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return API_VERSION;
    }

    @Override
    public void initialize() {
        // Everything is ready by construction.
    }
}
