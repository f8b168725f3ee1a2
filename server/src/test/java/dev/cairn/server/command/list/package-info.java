// SPDX-License-Identifier: Apache-2.0
/** List commands: what they cost on long lists. */
package dev.cairn.server.command.list;
