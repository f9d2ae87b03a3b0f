// SPDX-License-Identifier: Apache-2.0
//
// The calls that are counted and spoilt. Each asks, does what the C library does, and may be ended behind it.
#define _GNU_SOURCE
#include "injector.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define REAL(name) \
  static __typeof__(name)* real; \
  if (!real) real = (__typeof__(name)*)dlsym(RTLD_NEXT, #name)

// A call that fails with `bad` and errno.
#define WRAP(class, type, bad, name, parameters, arguments) \
  type name parameters { \
    REAL(name); \
    const enum Verdict verdict = faults_before(class); \
    if (verdict == FAIL) return bad; \
    type out = real arguments; \
    faults_after(verdict); \
    return out; \
  }

// A call that moves `n` bytes, of which it may do half.
#define WRAP_BYTES(class, name, parameters, arguments) \
  ssize_t name parameters { \
    REAL(name); \
    const enum Verdict verdict = faults_before(class); \
    if (verdict == FAIL) return -1; \
    if (verdict == SHORT && n > 1) n /= 2; \
    const ssize_t out = real arguments; \
    faults_after(verdict); \
    return out; \
  }

// A call that opens; the mode is there only when it may create.
#define WRAP_OPEN(name, before, fixed, arguments) \
  int name(before fixed, int flags, ...) { \
    REAL(name); \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
      va_list more; \
      va_start(more, flags); \
      mode = va_arg(more, mode_t); \
      va_end(more); \
    } \
    const enum Verdict verdict = faults_before(CLASS_OPEN); \
    if (verdict == FAIL) return -1; \
    const int out = real arguments; \
    faults_after(verdict); \
    return out; \
  }
#define NONE
#define AT int at,

WRAP_OPEN(open, NONE, const char* path, (path, flags, mode))
WRAP_OPEN(open64, NONE, const char* path, (path, flags, mode))
WRAP_OPEN(openat, AT, const char* path, (at, path, flags, mode))
WRAP_OPEN(openat64, AT, const char* path, (at, path, flags, mode))
WRAP(CLASS_OPEN, FILE*, NULL, fopen, (const char* path, const char* how), (path, how))
WRAP(CLASS_OPEN, FILE*, NULL, fopen64, (const char* path, const char* how), (path, how))

WRAP_BYTES(CLASS_READ, read, (int fd, void* to, size_t n), (fd, to, n))
WRAP_BYTES(CLASS_READ, pread, (int fd, void* to, size_t n, off_t at), (fd, to, n, at))
WRAP_BYTES(CLASS_READ, pread64, (int fd, void* to, size_t n, off64_t at), (fd, to, n, at))
WRAP(CLASS_READ, ssize_t, -1, readlink, (const char* path, char* to, size_t n), (path, to, n))
WRAP_BYTES(CLASS_WRITE, write, (int fd, const void* from, size_t n), (fd, from, n))
WRAP_BYTES(CLASS_WRITE, pwrite, (int fd, const void* from, size_t n, off_t at), (fd, from, n, at))
WRAP_BYTES(CLASS_WRITE, pwrite64, (int fd, const void* from, size_t n, off64_t at), (fd, from, n, at))

WRAP(CLASS_FSYNC, int, -1, fsync, (int fd), (fd))
WRAP(CLASS_FSYNC, int, -1, fdatasync, (int fd), (fd))
WRAP(CLASS_FSYNC, int, -1, sync_file_range, (int fd, off64_t at, off64_t n, unsigned flags), (fd, at, n, flags))
WRAP(CLASS_RENAME, int, -1, rename, (const char* from, const char* to), (from, to))
WRAP(CLASS_RENAME, int, -1, renameat, (int a, const char* from, int b, const char* to), (a, from, b, to))
WRAP(CLASS_RENAME, int, -1, renameat2, (int a, const char* from, int b, const char* to, unsigned flags), (a, from, b, to, flags))
WRAP(CLASS_RENAME, int, -1, link, (const char* from, const char* to), (from, to))
WRAP(CLASS_UNLINK, int, -1, unlink, (const char* path), (path))
WRAP(CLASS_UNLINK, int, -1, unlinkat, (int at, const char* path, int flags), (at, path, flags))
WRAP(CLASS_MKDIR, int, -1, mkdir, (const char* path, mode_t mode), (path, mode))
WRAP(CLASS_MKDIR, int, -1, mkdirat, (int at, const char* path, mode_t mode), (at, path, mode))
int flock(int fd, int how);
WRAP(CLASS_LOCK, int, -1, flock, (int fd, int how), (fd, how))

WRAP(CLASS_STAT, int, -1, stat, (const char* path, struct stat* to), (path, to))
WRAP(CLASS_STAT, int, -1, lstat, (const char* path, struct stat* to), (path, to))
WRAP(CLASS_STAT, int, -1, fstat, (int fd, struct stat* to), (fd, to))
WRAP(CLASS_STAT, int, -1, fstatat, (int at, const char* path, struct stat* to, int flags), (at, path, to, flags))
WRAP(CLASS_FOLDER, DIR*, NULL, opendir, (const char* path), (path))
WRAP(CLASS_FOLDER, struct dirent*, NULL, readdir, (DIR* folder), (folder))
WRAP(CLASS_FOLDER, struct dirent64*, NULL, readdir64, (DIR* folder), (folder))

WRAP(CLASS_DESCRIPTOR, int, -1, pipe2, (int ends[2], int flags), (ends, flags))
WRAP(CLASS_DESCRIPTOR, int, -1, memfd_create, (const char* name, unsigned flags), (name, flags))
WRAP(CLASS_DESCRIPTOR, int, -1, dup2, (int from, int to), (from, to))
WRAP(CLASS_DESCRIPTOR, off_t, -1, lseek, (int fd, off_t at, int whence), (fd, at, whence))
WRAP(CLASS_PROCESS, int, faults_errno(), posix_spawn, (pid_t* child, const char* path, const posix_spawn_file_actions_t* actions, const posix_spawnattr_t* attributes, char* const* words, char* const* environment), (child, path, actions, attributes, words, environment))
WRAP(CLASS_WAIT, int, -1, poll, (struct pollfd* of, nfds_t count, int patience), (of, count, patience))
WRAP(CLASS_WAIT, int, -1, waitid, (idtype_t kind, id_t which, siginfo_t* how, int flags), (kind, which, how, flags))
WRAP(CLASS_THREAD, int, faults_errno(), pthread_create, (pthread_t* thread, const pthread_attr_t* how, void* (*work)(void*), void* with), (thread, how, work, with))
WRAP(CLASS_MAP, void*, MAP_FAILED, mmap, (void* at, size_t n, int allowed, int flags, int fd, off_t from), (at, n, allowed, flags, fd, from))
WRAP(CLASS_MAP, void*, MAP_FAILED, mmap64, (void* at, size_t n, int allowed, int flags, int fd, off64_t from), (at, n, allowed, flags, fd, from))

int fcntl(int fd, int command, ...) {
  REAL(fcntl);
  va_list more;
  va_start(more, command);
  void* with = va_arg(more, void*);
  va_end(more);
  const enum Verdict verdict = command == F_DUPFD_CLOEXEC ? faults_before(CLASS_DESCRIPTOR) : LEAVE;
  if (verdict == FAIL) return -1;
  const int out = real(fd, command, with);
  faults_after(verdict);
  return out;
}

// The descriptor is gone whatever close says.
int close(int fd) {
  REAL(close);
  const enum Verdict verdict = faults_before(CLASS_CLOSE);
  const int out = real(fd);
  faults_after(verdict);
  if (verdict != FAIL) return out;
  errno = faults_errno();
  return -1;
}

// glibc's own names, since looking the others up may need memory itself.
void* __libc_malloc(size_t n);
void* __libc_calloc(size_t n, size_t size);
void* __libc_realloc(void* old, size_t n);
void* __libc_memalign(size_t align, size_t n);

#define WRAP_MEMORY(name, parameters, arguments) \
  void* name parameters { \
    const enum Verdict verdict = faults_before(CLASS_MEMORY); \
    if (verdict == FAIL) return NULL; \
    void* out = __libc_##arguments; \
    faults_after(verdict); \
    return out; \
  }
WRAP_MEMORY(malloc, (size_t n), malloc(n))
WRAP_MEMORY(calloc, (size_t n, size_t size), calloc(n, size))
WRAP_MEMORY(realloc, (void* old, size_t n), realloc(old, n))
WRAP_MEMORY(memalign, (size_t align, size_t n), memalign(align, n))
WRAP_MEMORY(aligned_alloc, (size_t align, size_t n), memalign(align, n))
int posix_memalign(void** out, size_t align, size_t n) {
  if (faults_before(CLASS_MEMORY) == FAIL) return ENOMEM;
  void* got = __libc_memalign(align, n);
  if (!got) return ENOMEM;
  *out = got;
  return 0;
}
