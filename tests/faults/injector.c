// SPDX-License-Identifier: Apache-2.0
//
// A library for LD_PRELOAD that counts a program's calls by class and spoils one of them: ends the process before or
// after it, makes it fail with an errno, or makes it short. It knows nothing of filmgate. The environment says what:
//   FAULTS_PROGRAM  name of the program that is meant; others run untouched
//   FAULTS_COUNTS   file of 64-bit counters, one a class and in their order, then one that counts what was spoilt
//   FAULTS_CLASS    class of the call to spoil      FAULTS_AT  which one, from 1
//   FAULTS_ACT      kill-before, kill-after, short, or an errno's number       FAULTS_ON  set: all from that one on
// Calls count from main() on: before it, no program can answer for its memory.
#define _GNU_SOURCE
#include "injector.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char* const class_names[CLASS_COUNT] = {CLASS_NAMES};
static _Atomic uint64_t own_counts[CLASS_COUNT + 1];
static _Atomic uint64_t* counts = own_counts;
static int chosen_class = -1, act_errno = 0, act_kill_before = 0, act_kill_after = 0, act_short = 0, act_on = 0;
static uint64_t chosen_at = 0;
static atomic_int armed = 0;

static void end_now(void) {
  syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
}

enum Verdict faults_before(enum Class class) {
  if (!atomic_load(&armed)) return LEAVE;
  const uint64_t n = atomic_fetch_add(&counts[class], 1) + 1;
  if ((int)class != chosen_class || (act_on ? n < chosen_at : n != chosen_at)) return LEAVE;
  atomic_fetch_add(&counts[CLASS_COUNT], 1);
  if (act_kill_before) end_now();
  if (act_kill_after) return KILL_AFTER;
  if (act_short) return SHORT;
  errno = act_errno;
  return FAIL;
}

void faults_after(enum Verdict verdict) {
  if (verdict == KILL_AFTER) end_now();
}

int faults_errno(void) { return act_errno; }

static void choose(void) {
  const char *class = getenv("FAULTS_CLASS"), *at = getenv("FAULTS_AT"), *act = getenv("FAULTS_ACT");
  if (!class || !at || !act) return;
  for (int i = 0; i < CLASS_COUNT; ++i)
    if (strcmp(class, class_names[i]) == 0) chosen_class = i;
  if (chosen_class < 0) _exit(120); // a misspelt class would pass every test
  chosen_at = strtoull(at, NULL, 10);
  act_kill_before = strcmp(act, "kill-before") == 0;
  act_kill_after = strcmp(act, "kill-after") == 0;
  act_short = strcmp(act, "short") == 0;
  act_errno = atoi(act);
  act_on = getenv("FAULTS_ON") != NULL;
}

static void arm(void) {
  const char *program = getenv("FAULTS_PROGRAM"), *file = getenv("FAULTS_COUNTS");
  if (!program || strcmp(program, program_invocation_short_name) != 0) return;
  if (file) { // shared memory: it outlives a kill and needs no descriptor
    const int fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_RDWR);
    if (fd < 0) _exit(121);
    void* shared = (void*)syscall(SYS_mmap, NULL, sizeof own_counts, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED) _exit(122);
    syscall(SYS_close, fd);
    counts = shared;
  }
  choose();
  atomic_store(&armed, 1);
}

typedef int Main(int, char**, char**);
static Main* real_main;

static int main_of_ours(int count, char** words, char** environment) {
  arm();
  return real_main(count, words, environment);
}

int __libc_start_main(Main* main, int count, char** words, void (*init)(void), void (*fini)(void), void (*rtld_fini)(void), void* stack_end) {
  typedef int Start(Main*, int, char**, void (*)(void), void (*)(void), void (*)(void), void*);
  Start* real = (Start*)dlsym(RTLD_NEXT, "__libc_start_main");
  real_main = main;
  return real(main_of_ours, count, words, init, fini, rtld_fini, stack_end);
}
