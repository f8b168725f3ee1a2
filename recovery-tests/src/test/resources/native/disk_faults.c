/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Preloaded into a server, this stands between it and the disk: before each sync of a file of the log it reads what the
 * file named by DISK_FAULTS says.
 *
 *   ok            the sync is done
 *   sleep MILLIS  it is done so much later
 *   stall         it is done once something else stands there
 *   fail          it fails, and is not done
 *   once          it fails, and from then on all is well
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int is_log(int fd) {
    char link[64];
    char path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) {
        return 0;
    }
    path[length] = 0;
    return strstr(path, ".cq4") != NULL || strstr(path, ".aof") != NULL;
}

static void read_order(const char *control, char *order, size_t size) {
    int file = open(control, O_RDONLY);
    order[0] = 0;
    if (file >= 0) {
        ssize_t length = read(file, order, size - 1);
        order[length > 0 ? length : 0] = 0;
        close(file);
    }
}

static int is_refused(int fd) {
    const char *control = getenv("DISK_FAULTS");
    char order[64];
    if (control == NULL || !is_log(fd)) {
        return 0;
    }
    read_order(control, order, sizeof order);
    while (strncmp(order, "stall", 5) == 0) {
        struct timespec time = {0, 2000000};
        nanosleep(&time, NULL);
        read_order(control, order, sizeof order);
    }
    if (strncmp(order, "sleep ", 6) == 0) {
        long millis = atol(order + 6);
        struct timespec time = {millis / 1000, millis % 1000 * 1000000};
        nanosleep(&time, NULL);
        return 0;
    }
    if (strncmp(order, "once", 4) == 0) {
        int file = open(control, O_WRONLY | O_TRUNC);
        if (file >= 0) {
            close(file);
        }
        return 1;
    }
    return strncmp(order, "fail", 4) == 0;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (real == NULL) {
        real = (int (*)(int)) dlsym(RTLD_NEXT, "fdatasync");
    }
    if (is_refused(fd)) {
        errno = EIO;
        return -1;
    }
    return real(fd);
}

int fsync(int fd) {
    static int (*real)(int);
    if (real == NULL) {
        real = (int (*)(int)) dlsym(RTLD_NEXT, "fsync");
    }
    if (is_refused(fd)) {
        errno = EIO;
        return -1;
    }
    return real(fd);
}
