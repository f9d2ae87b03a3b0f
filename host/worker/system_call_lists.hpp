// SPDX-License-Identifier: Apache-2.0
//
// The lists of system_call_filter.cpp, by name. A name that this machine's architecture or libseccomp does not know is
// passed over: what is not allowed is denied anyway. Private to this folder.
#pragma once

namespace filmgate {

// Files go through Landlock, so what opens and renames them is allowed here.
inline constexpr const char* allowed_calls[] = {
    // files
    "read", "write", "readv", "writev", "pread64", "pwrite64", "preadv", "pwritev", "preadv2", "pwritev2", "lseek", "open", "openat",
    "creat", "close", "close_range", "stat", "fstat", "lstat", "newfstatat", "statx", "statfs", "fstatfs", "access", "faccessat",
    "faccessat2", "readlink", "readlinkat", "getdents", "getdents64", "getcwd", "dup", "dup2", "dup3", "fsync", "fdatasync",
    "sync_file_range", "fallocate", "ftruncate", "fadvise64", "readahead", "copy_file_range", "sendfile", "splice", "flock", "rename",
    "renameat", "renameat2", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "link", "linkat", "symlink", "symlinkat", "pipe", "pipe2",
    // memory
    "munmap", "mremap", "madvise", "brk", "msync", "mincore", "mlock", "mlock2", "munlock", "membarrier",
    // threads
    "futex", "futex_waitv", "set_robust_list", "get_robust_list", "rseq", "set_tid_address", "exit", "exit_group", "sched_yield",
    "sched_getaffinity", "sched_getparam", "sched_getscheduler", "sched_get_priority_max", "sched_get_priority_min",
    "getpriority", "arch_prctl", "getcpu",
    // waiting
    "poll", "ppoll", "select", "pselect6", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "eventfd2", "nanosleep",
    "clock_nanosleep", "restart_syscall",
    // signals of its own
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigtimedwait", "rt_sigsuspend", "sigaltstack",
    // what it is and when
    "getpid", "getppid", "gettid", "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups", "getpgrp", "getpgid",
    "getrlimit", "getrusage", "times", "sysinfo", "uname", "getrandom", "clock_gettime", "clock_getres", "gettimeofday", "time"};

// They change what a worker was given, or what lies behind a path, without writing to it. Others may do it; here it fails.
inline constexpr const char* refused_calls[] = {
    "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown", "fchownat", "utime", "utimes", "utimensat", "futimesat", "truncate",
    "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr", "mknod", "mknodat", "chdir", "fchdir", "umask",
    "setrlimit", "setpriority", "sched_setscheduler", "sched_setattr", "sched_setparam", "personality", "memfd_create", "memfd_secret",
    "sched_setaffinity", "setsid", "setpgid", "tkill", "socketpair"};

// No plugin has a reason for these.
inline constexpr const char* deadly_calls[] = {
    "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_open",
    "pidfd_getfd", "pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "mount", "umount2", "move_mount", "open_tree", "fsopen",
    "fsconfig", "fsmount", "fspick", "mount_setattr", "pivot_root", "chroot", "unshare", "setns", "keyctl", "add_key", "request_key", "bpf",
    "perf_event_open", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff",
    "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setfsuid", "setfsgid", "setgroups", "capset", "iopl", "ioperm",
    "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "sethostname", "setdomainname", "acct", "quotactl", "open_by_handle_at",
    "connect", "bind", "listen", "sendto", "sendmsg", "sendmmsg"};

// A sanitizer's run-time library traces its own process and starts a symbolizer.
inline constexpr const char* sanitizer_calls[] = {
    "ptrace", "execve", "fork", "vfork", "clone", "wait4", "prctl", "personality", "mprotect", "prlimit64", "fcntl", "ioctl", "kill",
    "tgkill", "memfd_create", "setrlimit", "process_vm_readv"};

}  // namespace filmgate
