// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * The server's own figures, all in one place. Each part is owned by the command thread, except traffic, which I/O
 * threads count as well.
 */
public final class ServerMetrics {
    private final ErrorStats errors = new ErrorStats();
    private final LatencyMonitor latency = new LatencyMonitor();
    private final NotableCommands slow = new NotableCommands();
    private final NotableCommands largeRequests = new NotableCommands();
    private final NotableCommands largeReplies = new NotableCommands();
    private final Traffic traffic = new Traffic();
    private final EventLoopStats eventLoop = new EventLoopStats();
    private final PersistenceFigures persistence = new PersistenceFigures();
    private final Rate commandRate = new Rate();
    private long commands;
    private long deniedLogins;
    private boolean trackLatency = true;

    /** What came in and went out. Safe for every thread. */
    public static final class Traffic {
        private final LongAdder connections = new LongAdder();
        private final LongAdder rejectedConnections = new LongAdder();
        private final LongAdder reads = new LongAdder();
        private final LongAdder writes = new LongAdder();
        private final LongAdder bytesIn = new LongAdder();
        private final LongAdder bytesOut = new LongAdder();
        private final LongAdder queryBufferDisconnections = new LongAdder();
        private final LongAdder outputBufferDisconnections = new LongAdder();
        private final LongAdder evictedClients = new LongAdder();
        private final Rate rateIn = new Rate();
        private final Rate rateOut = new Rate();

        private Traffic() {}

        public void connectionReceived() {
            connections.increment();
        }

        public void connectionRejected() {
            rejectedConnections.increment();
        }

        /** One read from a socket. */
        public void read(long bytes) {
            reads.increment();
            bytesIn.add(bytes);
        }

        /** One write to a socket. */
        public void written(long bytes) {
            writes.increment();
            bytesOut.add(bytes);
        }

        public void queryBufferDisconnection() {
            queryBufferDisconnections.increment();
        }

        public void outputBufferDisconnection() {
            outputBufferDisconnections.increment();
        }

        public void clientEvicted() {
            evictedClients.increment();
        }

        public long connections() {
            return connections.sum();
        }

        public long rejectedConnections() {
            return rejectedConnections.sum();
        }

        public long reads() {
            return reads.sum();
        }

        public long writes() {
            return writes.sum();
        }

        public long bytesIn() {
            return bytesIn.sum();
        }

        public long bytesOut() {
            return bytesOut.sum();
        }

        public long queryBufferDisconnections() {
            return queryBufferDisconnections.sum();
        }

        /** Clients that were let go because all together took more memory than they may. */
        public long evictedClients() {
            return evictedClients.sum();
        }

        public long outputBufferDisconnections() {
            return outputBufferDisconnections.sum();
        }

        public double bytesInPerSecond() {
            return rateIn.perSecond();
        }

        public double bytesOutPerSecond() {
            return rateOut.perSecond();
        }

        private void sample(long nowMillis) {
            rateIn.sample(nowMillis, bytesIn());
            rateOut.sample(nowMillis, bytesOut());
        }

        private void reset() {
            connections.reset();
            rejectedConnections.reset();
            reads.reset();
            writes.reset();
            bytesIn.reset();
            bytesOut.reset();
            queryBufferDisconnections.reset();
            outputBufferDisconnections.reset();
            evictedClients.reset();
            rateIn.reset();
            rateOut.reset();
        }
    }

    public ErrorStats errors() {
        return errors;
    }

    public LatencyMonitor latency() {
        return latency;
    }

    public NotableCommands slow() {
        return slow;
    }

    public NotableCommands largeRequests() {
        return largeRequests;
    }

    public NotableCommands largeReplies() {
        return largeReplies;
    }

    public Traffic traffic() {
        return traffic;
    }

    public EventLoopStats eventLoop() {
        return eventLoop;
    }

    public PersistenceFigures persistence() {
        return persistence;
    }

    /** A command was taken up, whatever became of it. */
    public void commandProcessed() {
        commands++;
    }

    public long commands() {
        return commands;
    }

    public double commandsPerSecond() {
        return commandRate.perSecond();
    }

    /** A client named a wrong user or password. */
    public void loginDenied() {
        deniedLogins++;
    }

    public long deniedLogins() {
        return deniedLogins;
    }

    /** Whether commands keep the distribution of their latency ({@code latency-tracking}). */
    public boolean tracksLatency() {
        return trackLatency;
    }

    public void trackLatency(boolean on) {
        trackLatency = on;
    }

    /** Takes the samples that rates are made of; the cron calls this ten times a second. */
    public void sample(long nowMillis) {
        commandRate.sample(nowMillis, commands);
        traffic.sample(nowMillis);
        eventLoop.sample(nowMillis);
    }

    /** CONFIG RESETSTAT, for all that is not counted by the commands themselves. */
    public void reset() {
        errors.reset();
        traffic.reset();
        eventLoop.reset();
        persistence.reset();
        commandRate.reset();
        commands = 0;
        deniedLogins = 0;
    }
}
