// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.metrics;

/**
 * What INFO tells of loading and of snapshots. Whoever loads or saves reports it here as it happens; the command thread
 * owns it. Times are milliseconds of wall time.
 */
public final class PersistenceFigures {
    /** The one figure that another thread reports. */
    private volatile RetainedLog retainedLog = RetainedLog.NOTHING;

    /** No snapshot has been taken yet. */
    public static final long NEVER = -1;

    private boolean loading;
    private long loadStartMillis;
    private long loadTotalBytes;
    private long loadedBytes;
    private long keysLoaded;
    private long keysExpiredAtLoad;

    private boolean saving;
    private boolean rewriting;
    private long saveStartMillis;
    private long changesAtSaveStart;
    private long keysToSave;
    private long keysSaved;
    private long saves;
    private long rewrites;
    private boolean lastSaveOk = true;
    private boolean lastRewriteOk = true;
    private long lastSaveSeconds = NEVER;
    private long lastRewriteSeconds = NEVER;
    private long lastSaveMillis;
    private long changesAtLastSave;

    /** Loading begins. */
    public void loadStarted(long nowMillis, long totalBytes) {
        loading = true;
        loadStartMillis = nowMillis;
        loadTotalBytes = totalBytes;
        loadedBytes = 0;
        keysLoaded = 0;
        keysExpiredAtLoad = 0;
    }

    public void loadProgress(long bytes) {
        loadedBytes = bytes;
    }

    public void loadFinished(long keys, long expired) {
        loading = false;
        keysLoaded = keys;
        keysExpiredAtLoad = expired;
    }

    /**
     * What is in memory is what is on disk: at the start, and after loading.
     *
     * @param changes the keyspace's count of changes at this moment
     */
    public void inStepWithDisk(long nowMillis, long changes) {
        lastSaveMillis = nowMillis;
        changesAtLastSave = changes;
    }

    /**
     * A snapshot begins.
     *
     * @param rewrite whether the log asked for it
     */
    public void saveStarted(long nowMillis, long changes, long keys, boolean rewrite) {
        saving = true;
        rewriting = rewrite;
        saveStartMillis = nowMillis;
        changesAtSaveStart = changes;
        keysToSave = keys;
        keysSaved = 0;
    }

    public void saveProgress(long keys) {
        keysSaved = keys;
    }

    /** The snapshot is on disk, or has failed. */
    public void saveFinished(long nowMillis, boolean ok) {
        saving = false;
        long seconds = (nowMillis - saveStartMillis) / 1000;
        lastSaveOk = ok;
        lastSaveSeconds = seconds;
        if (rewriting) {
            lastRewriteOk = ok;
            lastRewriteSeconds = seconds;
            rewriting = false;
            rewrites += ok ? 1 : 0;
        }
        if (ok) {
            saves++;
            lastSaveMillis = nowMillis;
            changesAtLastSave = changesAtSaveStart;
        }
    }

    /** The snapshot was given up on demand: nobody's failure. */
    public void saveCancelled() {
        saving = false;
        rewriting = false;
    }

    public boolean isLoading() {
        return loading;
    }

    public long loadStartMillis() {
        return loadStartMillis;
    }

    public long loadTotalBytes() {
        return loadTotalBytes;
    }

    public long loadedBytes() {
        return loadedBytes;
    }

    /** Keys that the last loading brought. */
    public long keysLoaded() {
        return keysLoaded;
    }

    /** Keys that the last loading left out because they were due. */
    public long keysExpiredAtLoad() {
        return keysExpiredAtLoad;
    }

    public boolean isSaving() {
        return saving;
    }

    /** Whether the snapshot that is being taken was asked for by the log's growth, or by BGREWRITEAOF. */
    public boolean isRewriting() {
        return rewriting;
    }

    public long saveStartMillis() {
        return saveStartMillis;
    }

    public long keysToSave() {
        return keysToSave;
    }

    public long keysSaved() {
        return keysSaved;
    }

    public long saves() {
        return saves;
    }

    public long rewrites() {
        return rewrites;
    }

    public boolean isLastSaveOk() {
        return lastSaveOk;
    }

    public boolean isLastRewriteOk() {
        return lastRewriteOk;
    }

    /** How long the last snapshot took, or {@link #NEVER}. */
    public long lastSaveSeconds() {
        return lastSaveSeconds;
    }

    public long lastRewriteSeconds() {
        return lastRewriteSeconds;
    }

    /** When the last snapshot that succeeded was finished; the start when there was none. */
    public long lastSaveMillis() {
        return lastSaveMillis;
    }

    /** The keyspace's count of changes that the last snapshot holds. */
    public long changesAtLastSave() {
        return changesAtLastSave;
    }

    public void reset() {
        saves = 0;
        rewrites = 0;
    }

    /** Reports what is retained of the log; any thread. */
    public void retainedLog(RetainedLog retained) {
        retainedLog = retained;
    }

    public RetainedLog retainedLog() {
        return retainedLog;
    }
}
