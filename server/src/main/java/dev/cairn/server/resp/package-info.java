// SPDX-License-Identifier: Apache-2.0
/**
 * RESP as bytes: what comes in is decoded to a {@link dev.cairn.server.resp.Request}, what goes out is encoded by
 * a {@link dev.cairn.server.resp.ReplyWriter}.
 *
 * <p>Owned by the command thread. Allocates nothing per request in steady state. Knows no sockets, no sessions and no
 * commands.
 */
package dev.cairn.server.resp;
