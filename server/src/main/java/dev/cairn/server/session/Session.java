// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.session;

import dev.cairn.server.command.CommandEntry;

/** One client's state. The command thread owns it. */
public final class Session {
    private final long id;
    private final SessionOutput output;
    private final long createdMillis;
    private final Transaction transaction = new Transaction();
    private int database;
    private int protocol = 2;
    private boolean authenticated;
    private String user = "default";
    private String name = "";
    private String libraryName = "";
    private String libraryVersion = "";
    private ReplyMode replyMode = ReplyMode.ON;
    private boolean noEvict;
    private boolean noTouch;
    private boolean monitor;
    private boolean importSource;
    private boolean canRedirect;
    private boolean closing;
    private Blocker blocker;
    private boolean waitsSilently;
    private long lastActiveMillis;
    private CommandEntry lastCommand;
    private long bytesIn;
    private long bytesOut;
    private long commandsRun;
    private long gatePosition;
    private WatchedKeys watch;

    public Session(long id, SessionOutput output, long nowMillis) {
        this.id = id;
        this.output = output;
        this.createdMillis = nowMillis;
        this.lastActiveMillis = nowMillis;
    }

    /** Unique for the life of the server, rising. */
    public long id() {
        return id;
    }

    public SessionOutput output() {
        return output;
    }

    public long createdMillis() {
        return createdMillis;
    }

    public Transaction transaction() {
        return transaction;
    }

    /** The index of the database that commands work on. */
    public int database() {
        return database;
    }

    public void database(int index) {
        database = index;
    }

    /** 2 or 3. */
    public int protocol() {
        return protocol;
    }

    public void protocol(int version) {
        protocol = version;
    }

    public boolean isAuthenticated() {
        return authenticated;
    }

    public void authenticated(boolean value) {
        authenticated = value;
    }

    public String user() {
        return user;
    }

    public void user(String value) {
        user = value;
    }

    /** The name that {@code CLIENT SETNAME} gave, Latin-1; empty for none. */
    public String name() {
        return name;
    }

    public void name(String value) {
        name = value;
    }

    public String libraryName() {
        return libraryName;
    }

    public void libraryName(String value) {
        libraryName = value;
    }

    public String libraryVersion() {
        return libraryVersion;
    }

    public void libraryVersion(String value) {
        libraryVersion = value;
    }

    public ReplyMode replyMode() {
        return replyMode;
    }

    public void replyMode(ReplyMode mode) {
        replyMode = mode;
    }

    public boolean isNoEvict() {
        return noEvict;
    }

    public void noEvict(boolean value) {
        noEvict = value;
    }

    /** Whether reads by this client leave the keys' access clocks alone. */
    public boolean isNoTouch() {
        return noTouch;
    }

    public void noTouch(boolean value) {
        noTouch = value;
    }

    public boolean isMonitor() {
        return monitor;
    }

    public void monitor(boolean value) {
        monitor = value;
    }

    public boolean isImportSource() {
        return importSource;
    }

    public void importSource(boolean value) {
        importSource = value;
    }

    /** Whether the client has told that it understands redirections ({@code CLIENT CAPA redirect}). */
    public boolean canRedirect() {
        return canRedirect;
    }

    public void canRedirect(boolean value) {
        canRedirect = value;
    }

    /** Whether no further request is served: the connection ends with the replies on their way. */
    public boolean isClosing() {
        return closing;
    }

    /** Ends the connection once the replies so far have left. */
    public void closeAfterReplies() {
        closing = true;
    }

    /** What the session waits for, or null. */
    public Blocker blocker() {
        return blocker;
    }

    public void blocker(Blocker value) {
        blocker = value;
    }

    /** Whether the reply that ends the wait is dropped, because {@code CLIENT REPLY} said so when it began. */
    public boolean waitsSilently() {
        return waitsSilently;
    }

    public void waitsSilently(boolean value) {
        waitsSilently = value;
    }

    public long lastActiveMillis() {
        return lastActiveMillis;
    }

    public void lastActiveMillis(long nowMillis) {
        lastActiveMillis = nowMillis;
    }

    /** The command that ran last, or null. */
    public CommandEntry lastCommand() {
        return lastCommand;
    }

    /** Counts a command. */
    public void ran(CommandEntry command) {
        lastCommand = command;
        commandsRun++;
    }

    public long commandsRun() {
        return commandsRun;
    }

    public long bytesIn() {
        return bytesIn;
    }

    public void addBytesIn(long count) {
        bytesIn += count;
    }

    public long bytesOut() {
        return bytesOut;
    }

    public void addBytesOut(long count) {
        bytesOut += count;
    }

    /** The log position that the replies so far wait for; 0 when they wait for none. */
    public long gatePosition() {
        return gatePosition;
    }

    /** Makes the replies so far wait until the log has released {@code position}. */
    public void waitFor(long position) {
        gatePosition = Math.max(gatePosition, position);
    }

    /** The replies so far are on their way. */
    public void clearGate() {
        gatePosition = 0;
    }

    /** The keys that are watched; null when there are none. */
    public WatchedKeys watch() {
        return watch;
    }

    public void watch(WatchedKeys value) {
        watch = value;
    }

    /** Forgets the open transaction and the watched keys, as when the connection ends or is reset. */
    public void forgetTransaction() {
        forgetWatch();
        transaction.clear();
    }

    /** Watches no key any longer. */
    public void forgetWatch() {
        if (watch != null) {
            watch.release();
            watch = null;
        }
    }
}
