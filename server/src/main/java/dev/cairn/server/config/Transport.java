// SPDX-License-Identifier: Apache-2.0
package dev.cairn.server.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** How sockets are served: by what the machine does best, or by the one that is named. */
public enum Transport {
    AUTO("auto"),
    EPOLL("epoll"),
    IO_URING("io_uring"),
    NIO("nio");

    private final String word;

    Transport(String word) {
        this.word = word;
    }

    static Map<String, Transport> words() {
        Map<String, Transport> words = new LinkedHashMap<>();
        for (Transport transport : values()) {
            words.put(transport.word, transport);
        }
        return words;
    }
}
