// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.monitor;

import dev.cairn.server.command.CommandEntry;
import dev.cairn.server.metrics.NotableCommands;
import dev.cairn.server.resp.Request;
import dev.cairn.storage.memory.ByteSlice;

import java.util.Arrays;

/** The words of a command as they may be shown: secrets replaced. */
record ShownWords(CommandEntry command, Request request, Redaction redaction)
        implements NotableCommands.Arguments {
    @Override
    public int count() {
        return request.count();
    }

    @Override
    public int length(int index) {
        return word(index).length();
    }

    @Override
    public byte[] head(int index, int length) {
        ByteSlice word = word(index);
        return Arrays.copyOfRange(word.array(), word.offset(), word.offset() + length);
    }

    ByteSlice word(int index) {
        return redaction.isSecret(command, request, index)
                ? Redaction.REPLACEMENT
                : request.arg(index);
    }
}
