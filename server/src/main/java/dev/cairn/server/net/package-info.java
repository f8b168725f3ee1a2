// SPDX-License-Identifier: Apache-2.0
/**
 * Connections: listening, accepting, reading into a decoder, writing replies out. The only room that knows Netty's
 * channels.
 *
 * <p>Everything runs on the command thread, which is the one event loop. A connection that is idle keeps no buffers.
 */
package dev.cairn.server.net;
