// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.server.command.Lifecycle;
import dev.cairn.server.command.PersistenceControl;
import dev.cairn.server.config.file.ConfigRewriter;
import dev.cairn.server.engine.KeyspaceWork;
import dev.cairn.server.logging.ServerLog;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** The server as a process, for the commands that ask about it or end it. The command thread owns it. */
final class ServerLifecycle implements Lifecycle {
    private static final int RUN_ID_BYTES = 20;

    private final CairnServer server;
    private final ServerParts parts;
    private final KeyspaceWork keyspaceWork;
    private final String transport;
    private final List<String> listeners = new ArrayList<>();
    private final String runId;
    private final LongSupplier nanos;
    private final ServerLog serverLog;
    private boolean periodic = true;
    private boolean checksums = true;
    private boolean stopping;

    ServerLifecycle(
            CairnServer server,
            ServerParts parts,
            KeyspaceWork keyspaceWork,
            Enum<?> transport,
            LongSupplier nanos,
            ServerLog serverLog) {
        this.nanos = nanos;
        this.serverLog = serverLog;
        this.server = server;
        this.parts = parts;
        this.keyspaceWork = keyspaceWork;
        this.transport = transport.name().toLowerCase(Locale.ROOT);
        byte[] id = new byte[RUN_ID_BYTES];
        new SecureRandom().nextBytes(id);
        this.runId = HexFormat.of().formatHex(id);
    }

    void listening(String description) {
        listeners.add(description);
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public String executable() {
        return ProcessHandle.current().info().command().orElse("");
    }

    @Override
    public String configFile() {
        return parts.config.file() == null ? "" : parts.config.file().toString();
    }

    @Override
    public String rewriteConfig() {
        try {
            ConfigRewriter.rewrite(parts.config);
            log("CONFIG REWRITE executed with success.");
            return "";
        } catch (IOException e) {
            log("CONFIG REWRITE failed: " + e);
            return e.toString();
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public List<String> listeners() {
        return listeners;
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public void log(String line) {
        serverLog.notice(line);
    }

    @Override
    public boolean shutdown(ShutdownWish wish) {
        if (stopping) {
            // Whoever asks twice does not want two snapshots.
            return true;
        }
        boolean save =
                switch (wish.saving()) {
                    case SAVE -> true;
                    case NO_SAVE -> false;
                    case AS_CONFIGURED -> !parts.config.persistence.savePoints.value().isEmpty();
                };
        log("User requested shutdown...");
        if (save) {
            log("Saving the final snapshot before exiting.");
            if (parts.persistence.saveAtEnd() != PersistenceControl.Outcome.DONE && !wish.force()) {
                log("Error trying to save the DB, can't exit.");
                return false;
            }
        }
        stopping = true;
        server.stop();
        return true;
    }

    /** Ends the server, which cannot go on. */
    void fail() {
        server.fail(Ending.FAILED);
    }

    @Override
    public void fault(String text, Throwable cause) {
        serverLog.warning(text + "; please report it", cause);
    }

    @Override
    public void endForFault() {
        server.fail(Ending.FAULT);
    }

    @Override
    public boolean abortShutdown() {
        // A shutdown does not wait for anything: there is none to give up.
        return false;
    }

    @Override
    public void periodicWork(boolean on) {
        periodic = on;
        keyspaceWork.paused(!on);
    }

    /** Whether save points and the like are looked at. */
    boolean isPeriodicWorkOn() {
        return periodic;
    }

    @Override
    public void activeExpiry(boolean on) {
        keyspaceWork.expiring(on);
    }

    @Override
    public void standStill(long forNanos) {
        long end = nanos.getAsLong() + forNanos;
        for (long left = forNanos; left > 0; left = end - nanos.getAsLong()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void checksumsChecked(boolean on) {
        checksums = on;
    }

    @Override
    public boolean areChecksumsChecked() {
        return checksums;
    }
}
