// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server;

import dev.cairn.server.config.Config;
import dev.cairn.server.config.directive.Directive;
import dev.cairn.server.config.directive.OutputLimits;
import dev.cairn.server.config.directive.Text;
import dev.cairn.server.engine.Admission;
import dev.cairn.server.engine.Engine;
import dev.cairn.server.metrics.ServerMetrics;
import dev.cairn.server.net.ConnectionLimits;
import dev.cairn.server.resp.ReplyError;
import dev.cairn.server.resp.RespLimits;
import dev.cairn.server.session.Session;
import dev.cairn.storage.StorageConfig;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/** Carries the configuration to where it acts, at the start and with each {@code CONFIG SET}. Command thread. */
final class LiveSettings {
    private static final int HASH_SEED_BYTES = 16;

    private final Config config;

    LiveSettings(Config config) {
        this.config = config;
    }

    /** The settings of a new keyspace. */
    StorageConfig storage() {
        StorageConfig storage =
                new StorageConfig().databases((int) config.memory.databases.value());
        ByteBuffer seed = ByteBuffer.wrap(hashSeed(config.memory.hashSeed));
        storage.hashSeed(seed.getLong(), seed.getLong());
        applyTo(storage);
        return storage;
    }

    /** 128 bits that nobody can guess, or that the configuration decides. */
    private static byte[] hashSeed(Text configured) {
        byte[] seed = new byte[HASH_SEED_BYTES];
        if (configured.isEmpty()) {
            new SecureRandom().nextBytes(seed);
            return seed;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(configured.bytes());
            return Arrays.copyOf(digest, HASH_SEED_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Keeps the keyspace's settings in step. */
    void follow(StorageConfig storage) {
        var memory = config.memory;
        config.listen(
                () -> applyTo(storage),
                memory.maxMemory,
                memory.policy,
                memory.samples,
                memory.lfuLogFactor,
                memory.lfuDecayMinutes,
                memory.hashMaxListpackEntries,
                memory.hashMaxListpackValue,
                memory.listMaxListpackSize,
                memory.zsetMaxListpackEntries,
                memory.zsetMaxListpackValue,
                memory.setMaxIntsetEntries,
                memory.setMaxListpackEntries,
                memory.setMaxListpackValue,
                memory.streamNodeMaxBytes,
                memory.streamNodeMaxEntries,
                memory.hllSparseMaxBytes);
    }

    /** Brings the limits of requests into force and keeps them in step. */
    void follow(RespLimits limits) {
        var clients = config.clients;
        listenAndApply(
                () -> {
                    limits.maxBulkLength = clients.maxBulkBytes.bytes();
                    limits.maxQueryBufferLength = clients.queryBufferLimit.bytes();
                },
                clients.maxBulkBytes,
                clients.queryBufferLimit);
    }

    /** Brings the limits of connections into force and keeps them in step. */
    void follow(ConnectionLimits limits) {
        var clients = config.clients;
        var network = config.network;
        listenAndApply(
                () -> {
                    OutputLimits.Limit output = clients.outputLimits.normal();
                    limits.maxClients = (int) clients.maxClients.value();
                    limits.idleTimeoutSeconds = (int) network.timeoutSeconds.value();
                    limits.keepAliveSeconds = (int) network.keepAliveSeconds.value();
                    limits.protectedMode = network.protectedMode.isOn();
                    limits.outputHardLimit = output.hardBytes();
                    limits.outputSoftLimit = output.softBytes();
                    limits.outputSoftSeconds = (int) output.softSeconds();
                    limits.clientsBound = clientsBound();
                },
                clients.maxMemory,
                config.memory.maxMemory,
                clients.maxClients,
                clients.outputLimits,
                network.timeoutSeconds,
                network.keepAliveSeconds,
                network.protectedMode);
    }

    /** What {@code maxmemory-clients} comes to; a share of no {@code maxmemory} is none. */
    private long clientsBound() {
        int percent = config.clients.maxMemory.percent();
        long bytes =
                percent == 0
                        ? config.clients.maxMemory.bytes()
                        : (long) (config.memory.maxMemory.bytes() * (percent / 100.0));
        return bytes == 0
                ? ConnectionLimits.LARGEST_CLIENTS_BOUND
                : Math.max(bytes, ConnectionLimits.SMALLEST_CLIENTS_BOUND);
    }

    /** Brings what the engine goes by into force and keeps it in step. */
    void follow(Engine engine) {
        listenAndApply(
                () -> engine.syncPolicy(config.persistence.appendFsync.value()),
                config.persistence.appendFsync);
        listenAndApply(
                () -> engine.admission().passwordNeeded(!config.clients.requirePass.isEmpty()),
                config.clients.requirePass);
    }

    /** Brings what is measured and noted into force and keeps it in step. */
    void follow(ServerMetrics metrics) {
        var monitoring = config.monitoring;
        listenAndApply(
                () -> {
                    metrics.slow().threshold(monitoring.slowerThanMicros.value());
                    metrics.slow().mostCommands(monitoring.slowExecutionLength.value());
                    metrics.largeRequests().threshold(monitoring.requestLargerThan.value());
                    metrics.largeRequests().mostCommands(monitoring.largeRequestLength.value());
                    metrics.largeReplies().threshold(monitoring.replyLargerThan.value());
                    metrics.largeReplies().mostCommands(monitoring.largeReplyLength.value());
                    metrics.latency().thresholdMillis(monitoring.latencyThresholdMillis.value());
                    metrics.trackLatency(monitoring.latencyTracking.isOn());
                },
                monitoring.slowerThanMicros,
                monitoring.slowExecutionLength,
                monitoring.requestLargerThan,
                monitoring.largeRequestLength,
                monitoring.replyLargerThan,
                monitoring.largeReplyLength,
                monitoring.latencyThresholdMillis,
                monitoring.latencyTracking);
    }

    /** Says who may run commands that are protected: DEBUG. */
    void guard(Admission admission) {
        admission.protectedCommands(
                (session, entry) ->
                        config.clients.enableDebugCommand.value().allows(isLocal(session))
                                ? null
                                : ReplyError.DEBUG_NOT_ALLOWED);
    }

    private static boolean isLocal(Session session) {
        String address = session.output().remoteAddress();
        return session.output().isUnixSocket()
                || address.startsWith("127.")
                || address.startsWith("[::1]");
    }

    private void listenAndApply(Runnable apply, Directive<?>... to) {
        apply.run();
        config.listen(apply::run, to);
    }

    private void applyTo(StorageConfig storage) {
        var memory = config.memory;
        storage.maxmemoryBytes(memory.maxMemory.bytes())
                .maxmemoryPolicy(memory.policy.value())
                .maxmemorySamples((int) memory.samples.value())
                .lfuLogFactor((int) memory.lfuLogFactor.value())
                .lfuDecayTimeMinutes((int) memory.lfuDecayMinutes.value())
                .hashMaxListpackEntries(bounded(memory.hashMaxListpackEntries.value()))
                .hashMaxListpackValue(bounded(memory.hashMaxListpackValue.bytes()))
                .listMaxListpackSize((int) memory.listMaxListpackSize.value())
                .zsetMaxListpackEntries(bounded(memory.zsetMaxListpackEntries.value()))
                .zsetMaxListpackValue(bounded(memory.zsetMaxListpackValue.bytes()))
                .setMaxIntsetEntries(bounded(memory.setMaxIntsetEntries.value()))
                .setMaxListpackEntries(bounded(memory.setMaxListpackEntries.value()))
                .setMaxListpackValue(bounded(memory.setMaxListpackValue.value()))
                .streamNodeMaxBytes(memory.streamNodeMaxBytes.bytes())
                .streamNodeMaxEntries(memory.streamNodeMaxEntries.value())
                .hllSparseMaxBytes(memory.hllSparseMaxBytes.bytes());
    }

    /** Limits that no collection in memory reaches count as the largest that storage knows. */
    private static int bounded(long limit) {
        return (int) Math.min(limit, Integer.MAX_VALUE);
    }
}
