// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.aof.FileFault;
import dev.cairn.server.config.Config;
import dev.cairn.server.logging.ServerLog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that holds the process id while the server runs, where the configuration names one. */
final class PidFile {
    private final Path path;
    private final ServerLog log;

    PidFile(Config config, ServerLog log) {
        this.log = log;
        path =
                config.process.pidFile.isEmpty()
                        ? null
                        : config.persistence.dir.resolve(config.process.pidFile.value());
    }

    void write() {
        if (path == null) {
            return;
        }
        try {
            Files.writeString(path, ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            log.warning("Failed to write PID file " + path + ": " + FileFault.reason(e));
        }
    }

    void remove() {
        if (path == null) {
            return;
        }
        log.notice("Removing the pid file.");
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.warning("Failed to remove PID file " + path + ": " + FileFault.reason(e));
        }
    }
}
