// SPDX-License-Identifier: Apache-2.0
/** What commands share, and a stage on which they are run without a server. */
package dev.cairn.server.command;
