// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.net;

import dev.cairn.server.engine.Engine;
import dev.cairn.server.engine.GatedOutput;
import dev.cairn.server.resp.RespDecoder;
import dev.cairn.server.session.Session;
import dev.cairn.server.session.SessionOutput;
import dev.cairn.storage.value.LentString;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * One client's connection: input goes through the decoder to the engine, replies gather during a tick and leave at its
 * end or when the gate releases them.
 *
 * <p>Reading stops while the session waits, while a write waits for the log, and while the client leaves too many
 * replies unfetched. The command thread owns it.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter
        implements SessionOutput, GatedOutput {
    private static final int CHUNK_BYTES = 16 * 1024;

    /** What a long reply sends at a time while it is being written: a sending costs the kernel as much as copying a lot. */
    private static final int LEAVING_BYTES = 256 * 1024;

    private final ConnectionAcceptor acceptor;
    private final Engine engine;
    private final Channel channel;
    private final ConnectionAddress address;
    private final Session session;
    private final RespDecoder decoder;
    private final QueryBuffer input;
    private final PendingReplies replies;
    private long countedBytes;
    private long countedInput;
    private boolean gathered;
    private int decodedFrom;
    private int decodedTo;
    private RespDecoder.Outcome decodedOutcome;
    private boolean serving;
    private boolean restrained;
    private boolean requestWaits;
    private boolean closeWhenSent;
    private long aboveSoftLimitSinceMillis;

    ClientConnection(
            ConnectionAcceptor acceptor,
            Channel channel,
            ConnectionAddress address,
            long id,
            long nowMillis) {
        this.acceptor = acceptor;
        this.engine = acceptor.engine();
        this.channel = channel;
        this.address = address;
        this.decoder = new RespDecoder(acceptor.respLimits());
        this.input = new QueryBuffer(acceptor.gathered().shared());
        this.replies = new PendingReplies(channel);
        this.session = new Session(id, this, nowMillis);
    }

    @Override
    public Session session() {
        return session;
    }

    // --- input ---

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            acceptor.traffic().read(bytes.readableBytes());
            session.addBytesIn(bytes.readableBytes());
            if (session.isClosing()) {
                return;
            }
            acceptor.gathered().add(this, bytes);
        } finally {
            bytes.release();
        }
    }

    /** Takes input that is to be served at the end of the loop's turn. */
    void gather(ByteBuf bytes) {
        input.take(bytes);
        gathered = true;
    }

    boolean isGathered() {
        return gathered;
    }

    /** Decodes gathered input behind the requests of others. */
    void decode(RequestBatch batch) {
        decodedFrom = batch.count();
        decodedOutcome = null;
        try {
            if (mayServe()) {
                decodedOutcome = decodeInto(batch);
            }
        } catch (Throwable e) {
            fail(e);
        }
        decodedTo = batch.count();
    }

    private RespDecoder.Outcome decodeInto(RequestBatch batch) {
        return batch.decode(decoder, input, session, engine.admission().isAuthenticated(session));
    }

    /** Serves gathered input, whose first requests are decoded. */
    void serveGathered(RequestBatch batch) {
        gathered = false;
        try {
            beginServing();
            if (decodedOutcome == null || run(batch, decodedFrom, decodedTo, decodedOutcome)) {
                serveRest();
            }
            endServing();
        } catch (Throwable e) {
            fail(e);
        }
    }

    /** Serves input that was kept. */
    private void serve() {
        engine.startClock();
        beginServing();
        serveRest();
        endServing();
    }

    private void beginServing() {
        serving = true;
        engine.beginInput(this);
        engine.admission().clientBytes(acceptor.pendingBytes() + acceptor.inputBytes());
    }

    /** Runs the requests at hand, as far as they are whole and may run. */
    private void serveRest() {
        RequestBatch batch = acceptor.borrowBatch();
        boolean more = true;
        while (more && mayServe()) {
            batch.clear();
            RespDecoder.Outcome behind = decodeInto(batch);
            batch.lookAhead(engine);
            more = run(batch, 0, batch.count(), behind);
        }
        acceptor.returnBatch(batch);
    }

    private void endServing() {
        engine.endInput(this);
        serving = false;
        input.keepRest();
        limitInput();
        readOrNot();
    }

    /** Runs decoded requests; false when none is left behind them that is whole and may run. */
    private boolean run(RequestBatch batch, int from, int to, RespDecoder.Outcome behind) {
        for (int i = from; i < to; i++) {
            if (!mayServe()) {
                decoder.startOver();
                return false;
            }
            if (!engine.run(this, batch.request(i))) {
                requestWaits = true;
                decoder.startOver();
                return false;
            }
            input.consume(batch.length(i));
            restrain();
        }
        if (behind == RespDecoder.Outcome.ERROR) {
            if (mayServe()) {
                refuse();
            } else {
                decoder.startOver();
            }
        } else if (behind == RespDecoder.Outcome.EMPTY) {
            input.consume(decoder.consumed());
        }
        return behind == RespDecoder.Outcome.REQUEST || behind == RespDecoder.Outcome.EMPTY;
    }

    private boolean mayServe() {
        return session.blocker() == null && !session.isClosing() && !restrained && !requestWaits;
    }

    private void refuse() {
        if (decoder.isWebRequest()) {
            acceptor.webRequest(session);
        } else {
            acceptor.protocolError(session, decoder.error());
            engine.reply().error("ERR " + decoder.error());
        }
        session.closeAfterReplies();
    }

    /** Ends a client whose unfinished request is too long, or too long for all clients' share of the heap. */
    private void limitInput() {
        acceptor.addInput(input.capacity() - countedInput);
        countedInput = input.capacity();
        boolean tooLong = input.keptLength() > acceptor.respLimits().maxQueryBufferLength;
        boolean noRoom =
                countedInput > ConnectionLimits.RESTRAINED_CLIENT_BYTES
                        && acceptor.inputBytes() > ConnectionLimits.INPUT_BUDGET;
        if (tooLong || noRoom) {
            acceptor.queryBufferExceeded(session);
            closeNow();
        }
        acceptor.bound();
    }

    /** Stops reading while the client leaves replies unfetched and all clients together leave too many. */
    private void restrain() {
        restrained =
                pendingBytes() > ConnectionLimits.RESTRAINED_CLIENT_BYTES
                        && acceptor.pendingBytes() > acceptor.limits().outputBudget;
    }

    private void readOrNot() {
        // A client that waits is still read from, so that its end is noticed, as long as what it
        // sends meanwhile is little.
        boolean waits = session.blocker() != null && input.keptLength() > CHUNK_BYTES;
        boolean read = !waits && !requestWaits && !restrained;
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
    }

    @Override
    public void resume() {
        if (serving || !channel.isActive()) {
            return;
        }
        requestWaits = false;
        if (gathered) {
            return; // it is served soon, with what has come since
        }
        input.openKept();
        serve();
    }

    // --- output ---

    @Override
    public void accept(byte[] bytes, int offset, int length) {
        if (!channel.isActive()) {
            return;
        }
        added(length, replies.add(bytes, offset, length));
    }

    @Override
    public boolean takesLent() {
        return channel.isActive();
    }

    @Override
    public void accept(LentString string, int offset, int length) {
        if (!channel.isActive()) {
            string.giveBack();
            return;
        }
        replies.add(string, offset, length);
        added(length, true);
    }

    private void added(int length, boolean filled) {
        session.addBytesOut(length);
        if (filled) {
            // A long reply leaves while it is being written, as far as the client takes it.
            if (replies.isHolding() || !engine.mayLeave(this)) {
                limitOutput();
            } else if (replies.bytes() >= LEAVING_BYTES) {
                write(replies.send());
            }
        }
        count();
        acceptor.bound();
    }

    @Override
    public void send() {
        if (!replies.isEmpty()) {
            write(replies.send());
        }
        closeIfDone();
    }

    @Override
    public void hold() {
        replies.hold();
    }

    @Override
    public void release() {
        if (replies.isHolding()) {
            write(replies.release());
        }
        closeIfDone();
    }

    @Override
    public boolean isHolding() {
        return replies.isHolding();
    }

    private void write(long bytes) {
        if (bytes > 0) {
            acceptor.traffic().written(bytes);
            channel.flush();
            count();
            limitOutput();
        }
    }

    private void closeIfDone() {
        if (session.isClosing() && replies.isEmpty() && !closeWhenSent) {
            closeWhenSent = true;
            channel.writeAndFlush(channel.alloc().directBuffer(0))
                    .addListener(sent -> channel.close());
        }
    }

    private void limitOutput() {
        ConnectionLimits limits = acceptor.limits();
        long pending = pendingBytes();
        if (limits.outputHardLimit > 0 && pending > limits.outputHardLimit) {
            acceptor.outputExceeded(session, pending);
            closeNow();
            return;
        }
        if (limits.outputSoftLimit == 0 || pending <= limits.outputSoftLimit) {
            aboveSoftLimitSinceMillis = 0;
        } else if (aboveSoftLimitSinceMillis == 0) {
            aboveSoftLimitSinceMillis = session.lastActiveMillis();
        } else if (acceptor.nowMillis() - aboveSoftLimitSinceMillis
                > limits.outputSoftSeconds * 1000L) {
            acceptor.outputExceeded(session, pending);
            closeNow();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        count();
        if (restrained) {
            restrain();
            if (!restrained) {
                resume();
            }
        }
    }

    /** Looks again whether the client may be read from, and whether it has been idle for too long. */
    void onClock(long nowMillis) {
        count();
        limitOutput();
        if (restrained) {
            restrain();
            if (!restrained) {
                resume();
            }
        }
        int timeout = acceptor.limits().idleTimeoutSeconds;
        if (timeout > 0
                && session.blocker() == null
                && nowMillis - session.lastActiveMillis() > timeout * 1000L) {
            closeNow();
        }
    }

    private void count() {
        long pending = pendingBytes();
        acceptor.addPending(pending - countedBytes);
        countedBytes = pending;
    }

    @Override
    public long pendingBytes() {
        var buffer = channel.unsafe().outboundBuffer();
        long sending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        return replies.bytes() + sending;
    }

    // --- the end ---

    @Override
    public void closeAfterReplies() {
        session.closeAfterReplies();
        if (!serving) {
            engine.answer(session, reply -> {});
        }
    }

    @Override
    public void closeNow() {
        session.closeAfterReplies();
        channel.close();
        replies.drop();
        count();
        acceptor.addInput(-countedInput);
        countedInput = 0;
    }

    /** What the client takes of the memory that all clients share: replies that wait, and input. */
    long sharedBytes() {
        return countedBytes + countedInput;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        acceptor.gathered().serveBeforeEnd(this);
        session.closeAfterReplies();
        if (session.blocker() != null) {
            session.blocker().cancelled();
            session.blocker(null);
        }
        // The gate still counts on the releases of what was held: release() finds nothing then.
        replies.drop();
        input.clear();
        acceptor.addPending(-countedBytes);
        countedBytes = 0;
        acceptor.addInput(-countedInput);
        countedInput = 0;
        acceptor.ended(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(cause);
    }

    /** Ends the connection. Whatever went wrong with it, the others whose input was gathered with its own are served. */
    private void fail(Throwable cause) {
        acceptor.failed(session, cause);
        closeNow();
    }

    @Override
    public String remoteAddress() {
        return address.remote();
    }

    @Override
    public String localAddress() {
        return address.local();
    }

    @Override
    public int descriptor() {
        return ConnectionAddress.descriptor(channel);
    }

    @Override
    public int queryBufferLength() {
        return input.keptLength();
    }

    @Override
    public int queryBufferCapacity() {
        return input.capacity();
    }

    @Override
    public boolean isUnixSocket() {
        return address.isUnixSocket();
    }
}
