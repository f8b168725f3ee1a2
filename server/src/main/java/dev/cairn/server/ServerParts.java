// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.server.command.ChangeFeed;
import dev.cairn.server.command.CommandTable;
import dev.cairn.server.command.EngineControl;
import dev.cairn.server.command.Lifecycle;
import dev.cairn.server.command.PersistenceControl;
import dev.cairn.server.command.ServerContext;
import dev.cairn.server.command.Settings;
import dev.cairn.server.config.Config;
import dev.cairn.server.engine.Engine;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.server.net.ConnectionLimits;
import dev.cairn.server.resp.RespLimits;
import dev.cairn.server.session.SessionRegistry;

/**
 * The parts of one server that its commands may ask for. Filled while the server is put together, before the first
 * command runs.
 */
final class ServerParts implements ServerContext {
    final Config config;
    final CommandTable commands;
    final SessionRegistry sessions = new SessionRegistry();
    final ServerMetrics metrics = new ServerMetrics();
    final RespLimits respLimits = new RespLimits();
    final ConnectionLimits connectionLimits = new ConnectionLimits();
    Engine engine;
    ServerPersistence persistence;
    ServerLifecycle lifecycle;

    ServerParts(Config config, CommandTable commands) {
        this.config = config;
        this.commands = commands;
    }

    @Override
    public CommandTable commands() {
        return commands;
    }

    @Override
    public SessionRegistry sessions() {
        return sessions;
    }

    @Override
    public EngineControl engine() {
        return engine;
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public ServerMetrics metrics() {
        return metrics;
    }

    @Override
    public Settings settings() {
        return name -> config.directives().find(name).text();
    }

    @Override
    public PersistenceControl persistence() {
        return persistence;
    }

    @Override
    public ChangeFeed feed() {
        return persistence.feed();
    }

    @Override
    public Lifecycle lifecycle() {
        return lifecycle;
    }
}
