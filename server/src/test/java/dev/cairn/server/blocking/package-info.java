// SPDX-License-Identifier: Apache-2.0
/** Clients that wait for keys, beside a real Valkey: who is served by what, in which order, and with which reply. */
package dev.cairn.server.blocking;
