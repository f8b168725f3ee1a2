// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.cli;

import dev.cairn.aof.FileFault;
import dev.cairn.server.CairnServer;
import dev.cairn.server.CairnVersion;
import dev.cairn.server.Ending;
import dev.cairn.server.StartException;
import dev.cairn.server.config.Config;
import dev.cairn.server.config.ShutdownOption;
import dev.cairn.server.config.directive.ChoiceSet;
import dev.cairn.server.logging.LibraryLogProvider;
import dev.cairn.server.logging.LogSink;
import dev.cairn.server.logging.ServerLog;
import dev.cairn.storage.time.Clock;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;

/** One run of a server as a process: from the configuration to the last line of the log. */
final class ServerRun {
    private final Config config;
    private final PrintWriter errors;
    private final ServerLog log;
    private final AtomicBoolean isInterrupted = new AtomicBoolean();

    ServerRun(Config config, PrintWriter errors) {
        this.config = config;
        this.errors = errors;
        log = ServerLog.of(config, LogSink.standardOutput(), Clock.SYSTEM);
    }

    /** Runs until the server has stopped, and returns the exit code. */
    int run() {
        String fault = folderFault();
        if (!fault.isEmpty()) {
            errors.println(
                    "\n*** FATAL CONFIG FILE ERROR (Version "
                            + CairnVersion.NUMBER
                            + ") ***\n"
                            + fault);
            return ExitCode.FAILED;
        }
        LibraryLogProvider.tell(log);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, cause) -> log.warning("Thread " + thread.getName() + " failed", cause));
        sayHello();
        PidFile pidFile = new PidFile(config, log);
        try (CairnServer server = CairnServer.start(config, log)) {
            pidFile.write();
            listenToSignals(server);
            server.awaitStop();
            if (server.ending() != Ending.WISHED) {
                return server.ending() == Ending.FAULT ? ExitCode.FAULT : ExitCode.FAILED;
            }
        } catch (StartException e) {
            log.warning(e.getMessage());
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            log.warning("The server failed", e);
            return ExitCode.FAILED;
        }
        pidFile.remove();
        log.warning("Cairn is now ready to exit, bye bye...");
        return ExitCode.OK;
    }

    /** Why the data folder or the log file cannot be used; empty where they can. */
    private String folderFault() {
        Path folder = config.persistence.dir.value();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return "Can't create the data folder " + folder + ": " + FileFault.reason(e);
        }
        if (config.logging.file.isEmpty()) {
            return "";
        }
        Path file = config.persistence.dir.resolve(config.logging.file.value());
        try {
            Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return "";
        } catch (IOException e) {
            return "Can't open the log file " + file + ": " + FileFault.reason(e);
        }
    }

    private void sayHello() {
        log.notice("oO0OoO0OoO0Oo Cairn is starting oO0OoO0OoO0Oo");
        log.notice(
                "Cairn version="
                        + CairnVersion.NUMBER
                        + ", bits=64, commit="
                        + (CairnVersion.COMMIT.isEmpty() ? "00000000" : CairnVersion.COMMIT)
                        + ", java="
                        + Runtime.version()
                        + ", pid="
                        + ProcessHandle.current().pid()
                        + ", just started");
        if (config.file() == null) {
            log.notice(
                    "No configuration file is given; conf/cairn.conf shows all directives, and"
                            + " cairn server FILE uses one");
        }
        log.notice("Configuration loaded");
        log.notice(ConfigSummary.of(config));
        config.notices().forEach(log::warning);
    }

    private void listenToSignals(CairnServer server) {
        boolean handled =
                Signals.handle("TERM", name -> shutdown(server, name, config.process.onSigterm))
                        && Signals.handle("INT", name -> interrupt(server, name));
        if (!handled) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "cairn-shutdown"));
        }
        // A terminal that is closed takes its programs along by SIGHUP; a server outlives it.
        Signals.handle("HUP", name -> {});
    }

    /** Whoever interrupts twice does not want to wait. */
    private void interrupt(CairnServer server, String name) {
        if (!isInterrupted.compareAndSet(false, true)) {
            log.warning("You insist... exiting now.");
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
        shutdown(server, name, config.process.onSigint);
    }

    private void shutdown(CairnServer server, String name, ChoiceSet<ShutdownOption> options) {
        log.warning("Received " + name + " scheduling shutdown...");
        if (!server.shutdown(options.get())) {
            isInterrupted.set(false);
            log.warning(
                    name
                            + " received but errors trying to shut down the server, check the logs"
                            + " for more information");
        }
    }
}
