// SPDX-License-Identifier: Apache-2.0
package dev.cairn.aof.writer;

import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread that sleeps when it has nothing to do, and that is woken only when it sleeps: a wake-up costs a
 * system call, the question whether one is needed costs a memory read.
 */
final class ParkingThread {
    private final Thread thread;
    private volatile boolean parked;

    ParkingThread(String name, Runnable work) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(work);
    }

    void start() {
        thread.start();
    }

    /** Says that there may be something to do. Any thread. */
    void wake() {
        if (parked) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Says that the thread is about to sleep. From here on whoever brings work wakes it; so the thread looks once
     * more for work that came before, and sleeps only when there is none.
     */
    void announceSleep() {
        parked = true;
    }

    /** Sleeps until woken, or for so long; 0 is for ever. May return early. */
    void sleep(long nanos) {
        if (nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        } else {
            LockSupport.park(this);
        }
        parked = false;
    }

    void stayAwake() {
        parked = false;
    }

    void join() {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
