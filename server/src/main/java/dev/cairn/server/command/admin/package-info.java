// SPDX-License-Identifier: Apache-2.0
/**
 * Commands for those who run the server, and for the tools that watch it: what it holds, what it does, what it is told to
 * save and when to end. Larger subjects have rooms of their own: {@code introspection}, {@code info}, {@code memory},
 * {@code latency}, {@code debug}.
 *
 * <p>Run on the command thread. Reports allocate freely. Files, sockets and processes are behind the doors of {@code
 * ServerContext}.
 */
package dev.cairn.server.command.admin;
