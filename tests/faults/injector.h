// SPDX-License-Identifier: Apache-2.0
//
// What the wrapped calls ask before they do their work. CLASS_NAMES is the order of the counters, for injector.c and
// for whoever reads them.
#pragma once
#include <stdint.h>

enum Class {
  CLASS_OPEN, CLASS_READ, CLASS_WRITE, CLASS_FSYNC, CLASS_RENAME, CLASS_UNLINK, CLASS_CLOSE, CLASS_MKDIR, CLASS_LOCK,
  CLASS_STAT, CLASS_FOLDER, CLASS_DESCRIPTOR, CLASS_PROCESS, CLASS_WAIT, CLASS_THREAD, CLASS_MAP, CLASS_MEMORY, CLASS_COUNT
};
#define CLASS_NAMES                                                                                                    \
  "open", "read", "write", "fsync", "rename", "unlink", "close", "mkdir", "lock", "stat", "folder", "descriptor",     \
      "process", "wait", "thread", "map", "memory"

enum Verdict { LEAVE, FAIL, SHORT, KILL_AFTER };
enum Verdict faults_before(enum Class class); // FAIL: errno is set
void faults_after(enum Verdict verdict);
int faults_errno(void);
