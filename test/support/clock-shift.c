/* Shifts the clock of a process by the seconds in the file that CLOCK_SHIFT_FILE names, read at each call. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long shift(void) {
  char text[32];
  const char *name = getenv("CLOCK_SHIFT_FILE");
  int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return 0;
  ssize_t length = read(file, text, sizeof text - 1);
  close(file);
  if (length <= 0) return 0;
  text[length] = 0;
  return strtol(text, NULL, 10);
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec real;
  if (syscall(SYS_clock_gettime, CLOCK_REALTIME, &real) != 0) return -1;
  now->tv_sec = real.tv_sec + shift();
  now->tv_usec = real.tv_nsec / 1000;
  return 0;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int result = syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += shift();
  return result;
}
