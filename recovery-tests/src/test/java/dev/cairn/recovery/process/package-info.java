// SPDX-License-Identifier: Apache-2.0
/** Real server processes: started, killed at any moment, started again, and spoken to over a socket. */
package dev.cairn.recovery.process;
