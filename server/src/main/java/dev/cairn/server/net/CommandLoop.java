// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.server.engine.EngineLoop;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.FastThreadLocalThread;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The command thread: one Netty event loop, which does the input and output of all connections as well. */
public final class CommandLoop implements EngineLoop, AutoCloseable {
    /** The name of the thread. */
    public static final String THREAD_NAME = "cairn-command";

    private static final long STOP_TIMEOUT_SECONDS = 30;

    private final IoEventLoopGroup group;
    private final SingleThreadIoEventLoop loop;

    public CommandLoop(Transport transport) {
        ThreadFactory threads = task -> new FastThreadLocalThread(task, THREAD_NAME);
        group = new MultiThreadIoEventLoopGroup(1, threads, transport.handlerFactory());
        loop = (SingleThreadIoEventLoop) group.next();
    }

    IoEventLoopGroup group() {
        return group;
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void atTickEnd(Runnable task) {
        loop.executeAfterEventLoopIteration(task);
    }

    @Override
    public void repeat(Runnable task, long periodMillis) {
        ScheduledFuture<?> unused =
                loop.scheduleWithFixedDelay(
                        task, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isCommandThread() {
        return loop.inEventLoop();
    }

    /** Stops the loop and waits for the thread's end. Not to be called on the command thread. */
    @Override
    public void close() {
        group.shutdownGracefully(0, STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
