// SPDX-License-Identifier: Apache-2.0
/** The command line as a person or a script uses it. */
package dev.cairn.server.cli;
