/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Preloaded into a server, this keeps beside its disk what would survive a power loss for certain: of each file below
 * SYNCED_DATA the bytes as they were at its last sync, of each folder the names. In the folder SYNCED_IMAGES it leaves
 *
 *   INODE        the file's bytes
 *   INODE.pin    a link to the file, so that its number is given to no other one
 *   INODE.names  a folder's names, a line each: inode, blank, name
 *
 * While SYNCED_IMAGES holds a file named "lie", syncs of the log say that all is well and do nothing.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char zeros[BLOCK];

/* Copies what is not zero: segments are mostly holes. */
static int copy_file(int fd, const char *image) {
    static char bytes[BLOCK];
    char self[64];
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    int in = open(self, O_RDONLY);
    int out = open(image, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    off_t at = 0;
    ssize_t count = -1;
    while (in >= 0 && out >= 0 && (count = pread(in, bytes, BLOCK, at)) > 0) {
        if (memcmp(bytes, zeros, count) != 0 && pwrite(out, bytes, count, at) != count) {
            count = -1;
            break;
        }
        at += count;
    }
    int whole = count == 0 && ftruncate(out, at) == 0;
    close(in);
    close(out);
    return whole;
}

static int list_names(const char *path, const char *image) {
    DIR *folder = opendir(path);
    FILE *out = fopen(image, "w");
    if (folder == NULL || out == NULL) {
        return 0;
    }
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            fprintf(out, "%lu %s\n", (unsigned long) entry->d_ino, entry->d_name);
        }
    }
    closedir(folder);
    return fclose(out) == 0;
}

/* Takes the image first, so that it holds nothing which came while the sync was under way; it counts once that is done. */
static int synced(int fd, int (*real)(int)) {
    const char *images = getenv("SYNCED_IMAGES");
    const char *data = getenv("SYNCED_DATA");
    char self[64];
    char path[4096];
    char image[4200];
    char finished[4200];
    struct stat file;
    snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(self, path, sizeof path - 1);
    path[length > 0 ? length : 0] = 0;
    if (images == NULL || data == NULL || strncmp(path, data, strlen(data)) != 0
            || fstat(fd, &file) != 0) {
        return real(fd);
    }
    snprintf(image, sizeof image, "%s/lie", images);
    if (strstr(path, ".cq4") != NULL && access(image, F_OK) == 0) {
        return 0;
    }
    pthread_mutex_lock(&lock);
    int is_folder = S_ISDIR(file.st_mode);
    snprintf(image, sizeof image, "%s/temporary", images);
    snprintf(finished, sizeof finished, "%s/%lu%s", images, (unsigned long) file.st_ino,
             is_folder ? ".names" : "");
    int whole = is_folder ? list_names(path, image) : copy_file(fd, image);
    int result = real(fd);
    int error = errno;
    if (!whole || (result == 0 && rename(image, finished) != 0)) {
        fprintf(stderr, "no image of %s could be taken\n", path);
        abort();
    }
    if (!is_folder) {
        snprintf(image, sizeof image, "%s/%lu.pin", images, (unsigned long) file.st_ino);
        linkat(AT_FDCWD, self, AT_FDCWD, image, AT_SYMLINK_FOLLOW);
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (real == NULL) {
        real = (int (*)(int)) dlsym(RTLD_NEXT, "fdatasync");
    }
    return synced(fd, real);
}

int fsync(int fd) {
    static int (*real)(int);
    if (real == NULL) {
        real = (int (*)(int)) dlsym(RTLD_NEXT, "fsync");
    }
    return synced(fd, real);
}
