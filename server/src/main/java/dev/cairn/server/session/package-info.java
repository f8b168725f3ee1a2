// SPDX-License-Identifier: Apache-2.0
/**
 * What the server remembers about a client between two requests: its database, protocol, name, transaction and what it
 * waits for.
 *
 * <p>Owned by the command thread. Knows no sockets: how bytes leave is behind {@link
 * dev.cairn.server.session.SessionOutput}.
 */
package dev.cairn.server.session;
